import type { LightDirection, Plane } from '../../src/engine/core/raster.js';

/** Deviation from the lamp's middle at which its rim stands, in radians: shadows have soft edges. */
const LAMP_RADIUS = 0.03;
/** Steps towards the light, in pixels: the first, how much longer each next one is, and the share of the side they reach. */
const STEPS = { first: 1.5, growth: 1.15, reach: 1 / 4 };

/** Share of the lamp, 0…1, that each point of a height field (in pixels) sees over what stands between them. */
export function lampSeen(height: Plane, { azimuth, elevation }: LightDirection): Float32Array {
  const [a, e] = [(azimuth * Math.PI) / 180, (elevation * Math.PI) / 180];
  const [right, down] = [Math.cos(a), Math.sin(a)];
  const breadth = Math.tan(e + LAMP_RADIUS) - Math.tan(e - LAMP_RADIUS);
  const { width, data } = height;
  return data.map((own, i) => {
    const x = i % width;
    const y = (i - x) / width;
    let horizon = -Infinity;
    for (let step = STEPS.first; step < STEPS.reach * width; step *= STEPS.growth) {
      horizon = Math.max(horizon, (heightAt(height, x + step * right, y + step * down) - own) / step);
    }
    return Math.min(1, Math.max(0, 0.5 - (horizon - Math.tan(e)) / breadth));
  });
}

/** Between four points; beyond the border the nearest. */
function heightAt({ width, height, data }: Plane, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const at = (column: number, row: number) =>
    data[Math.min(height - 1, Math.max(0, row)) * width + Math.min(width - 1, Math.max(0, column))]!;
  const upper = at(left, top) + (x - left) * (at(left + 1, top) - at(left, top));
  const lower = at(left, top + 1) + (x - left) * (at(left + 1, top + 1) - at(left, top + 1));
  return upper + (y - top) * (lower - upper);
}
