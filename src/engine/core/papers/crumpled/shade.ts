import { createPlane, type Plane } from '../../raster.js';
import type { Illumination } from './illumination.js';
import type { Band } from './rasterise.js';

/** Share of the main light in what a flat sheet receives; the rest comes from all around. */
const MAIN_SHARE = 0.55;
/** How much brighter the surroundings are on the side of the light. */
const AMBIENT_TILT = 0.6;
/** How far the light wraps around facets that turn away from it. */
const SOFTNESS = 0.3;

/**
 * Luminance of matt paper (Lambert) under a broad main light and its surroundings; 1 for a flat sheet in the open.
 * @param pictureHeight rows of the whole picture, of which `band` is a part or beyond.
 */
export function shade(band: Band, illumination: Illumination, pictureHeight: number): Plane {
  const { width, rows, top, p: slopesX, q: slopesY } = band;
  const luminance = createPlane(width, rows);
  const azimuth = (illumination.light.azimuth * Math.PI) / 180;
  const toLightX = Math.cos(azimuth);
  const toLightY = Math.sin(azimuth);
  const cotangent = 1 / Math.tan((illumination.light.elevation * Math.PI) / 180);
  const main = new Float32Array(width);
  const ambient = new Float32Array(width);
  const { data } = luminance;
  for (let row = 0, i = 0; row < rows; row++) {
    const v = (top + row + 0.5) / pictureHeight;
    stretchRow(illumination.main, v, main);
    stretchRow(illumination.ambient, v, ambient);
    for (let x = 0; x < width; x++, i++) {
      const p = slopesX[i]!;
      const q = slopesY[i]!;
      const upright = 1 / Math.sqrt(1 + p * p + q * q);
      const turned = -(p * toLightX + q * toLightY) * upright;
      const facing = turned * cotangent + upright;
      const direct = 0.5 * (facing + Math.sqrt(facing * facing + SOFTNESS * SOFTNESS));
      data[i] = MAIN_SHARE * main[x]! * direct + (1 - MAIN_SHARE) * ambient[x]! * (1 + AMBIENT_TILT * turned);
    }
  }
  return luminance;
}

/** One row of a plane at `v` (0…1 of its height), stretched to the length of `row`: bilinear, repeated beyond the border. */
function stretchRow({ width, height, data }: Plane, v: number, row: Float32Array): void {
  const y = Math.min(height - 1, Math.max(0, v * height - 0.5));
  const upper = Math.min(height - 2, Math.floor(y)) * width;
  const down = y - Math.min(height - 2, Math.floor(y));
  const step = width / row.length;
  for (let i = 0; i < row.length; i++) {
    const x = Math.min(width - 1, Math.max(0, (i + 0.5) * step - 0.5));
    const left = Math.min(width - 2, x | 0);
    const across = x - left;
    const at = upper + left;
    const above = data[at]! + across * (data[at + 1]! - data[at]!);
    const below = data[at + width]! + across * (data[at + width + 1]! - data[at + width]!);
    row[i] = above + down * (below - above);
  }
}
