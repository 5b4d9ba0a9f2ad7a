import type { LightDirection, Plane, Raster } from './raster.js';

/** Root mean square slope of the drawn surface: folds show plainly, facets do not turn black. */
const DRAWN_SLOPE = 0.45;

/**
 * A height field as a grey surface under a distant light (Lambert's law), for people to look at: what the analysis took for
 * folds.
 *
 * @param relief heights towards the viewer, in any unit; the drawn depth does not depend on it
 * @returns RGB, grey, of the relief's size; a level surface comes out in one tone
 */
export function drawRelief(relief: Plane, light: LightDirection): Raster {
  const { width, height } = relief;
  const data = new Uint8Array(width * height * 3);
  const exaggeration = DRAWN_SLOPE / (rootMeanSquareSlope(relief) || 1);
  const azimuth = (light.azimuth * Math.PI) / 180;
  const elevation = (light.elevation * Math.PI) / 180;
  const lx = Math.cos(azimuth) * Math.cos(elevation);
  const ly = Math.sin(azimuth) * Math.cos(elevation);
  const lz = Math.sin(elevation);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const sx = slopeX(relief, x, y) * exaggeration;
      const sy = slopeY(relief, x, y) * exaggeration;
      const lit = Math.max(0, lz - sx * lx - sy * ly) / Math.sqrt(1 + sx * sx + sy * sy);
      data.fill(Math.round(255 * Math.min(1, lit)), (y * width + x) * 3, (y * width + x) * 3 + 3);
    }
  }
  return { width, height, channels: 3, data };
}

function rootMeanSquareSlope(relief: Plane): number {
  let sum = 0;
  for (let y = 0; y < relief.height; y += 1) {
    for (let x = 0; x < relief.width; x += 1) sum += slopeX(relief, x, y) ** 2 + slopeY(relief, x, y) ** 2;
  }
  return Math.sqrt(sum / (relief.width * relief.height));
}

/** Central difference, one-sided at the rim. */
function slopeX({ width, data }: Plane, x: number, y: number): number {
  const left = Math.max(0, x - 1);
  const right = Math.min(width - 1, x + 1);
  return right === left ? 0 : (data[y * width + right]! - data[y * width + left]!) / (right - left);
}

function slopeY({ width, height, data }: Plane, x: number, y: number): number {
  const above = Math.max(0, y - 1);
  const below = Math.min(height - 1, y + 1);
  return below === above ? 0 : (data[below * width + x]! - data[above * width + x]!) / (below - above);
}
