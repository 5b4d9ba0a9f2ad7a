import { createPlane, type LightDirection, type Plane } from '../../raster.js';

const { cos, hypot, max, min, round, sin, tan, PI } = Math;

const SKY_DIRECTIONS = 8;
const SKY_STEPS = 7;
const SHADOW_STEPS = 16;

/**
 * Share of the sky that each point of a height field sees, cosine-weighted, 0…1: horizon angles in eight directions (Max
 * 1988; Bavoil and Sainz 2008).
 * @param height in pixels of the plane.
 * @param reach how far hills matter, in pixels of the plane.
 */
export function skyVisibility(height: Plane, reach: number): Plane {
  const result = createPlane(height.width, height.height);
  const growth = reach ** (1 / SKY_STEPS);
  for (let direction = 0; direction < SKY_DIRECTIONS; direction++) {
    const angle = (2 * PI * (direction + 0.25)) / SKY_DIRECTIONS;
    const distances = Array.from({ length: SKY_STEPS }, (_, step) => growth ** (step + 1));
    const horizon = horizonTangent(height, angle, distances);
    for (let i = 0; i < horizon.length; i++) {
      const tangent = horizon[i]!;
      result.data[i] = result.data[i]! + 1 / (SKY_DIRECTIONS * (1 + tangent * tangent));
    }
  }
  return result;
}

/**
 * Share of a broad light that reaches each point of a height field past the hills towards it, 0…1.
 * @param height in pixels of the plane.
 * @param breadth how far the light spreads up and down, as a tangent.
 */
export function lightVisibility(height: Plane, light: LightDirection, reach: number, breadth: number): Plane {
  const result = createPlane(height.width, height.height);
  const azimuth = (light.azimuth * PI) / 180;
  const tangentOfLight = tan((light.elevation * PI) / 180);
  const growth = reach ** (1 / SHADOW_STEPS);
  const distances = Array.from({ length: SHADOW_STEPS }, (_, step) => max(step + 1, growth ** (step + 1)));
  const spread = [-0.2, 0, 0.2];
  for (const offset of spread) {
    const horizon = horizonTangent(height, azimuth + offset, distances);
    for (let i = 0; i < horizon.length; i++) {
      const clearance = min(1, max(0, 0.5 + (tangentOfLight - horizon[i]!) / breadth));
      result.data[i] = result.data[i]! + (clearance * clearance * (3 - 2 * clearance)) / spread.length;
    }
  }
  return result;
}

/** Greatest tangent of elevation, at least 0, of the height field at the given distances in one direction. */
function horizonTangent(height: Plane, angle: number, distances: readonly number[]): Float32Array {
  const { width, height: rows, data } = height;
  const horizon = new Float32Array(data.length);
  for (const distance of distances) {
    const dx = round(cos(angle) * distance);
    const dy = round(sin(angle) * distance);
    if (dx === 0 && dy === 0) continue;
    const perLength = 1 / hypot(dx, dy);
    for (let y = max(0, -dy); y < min(rows, rows - dy); y++) {
      const from = y * width;
      const shift = dy * width + dx;
      const end = from + min(width, width - dx);
      for (let i = from + max(0, -dx); i < end; i++) {
        const tangent = (data[i + shift]! - data[i]!) * perLength;
        if (tangent > horizon[i]!) horizon[i] = tangent;
      }
    }
  }
  return horizon;
}
