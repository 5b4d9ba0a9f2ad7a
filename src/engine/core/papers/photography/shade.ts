import { createPlane, type Plane } from '../../raster.js';
import type { Illumination } from './illumination.js';
import type { Band } from '../band.js';

const { cos, floor, max, min, sin, sqrt, tan, PI } = Math;

/** How much brighter the surroundings are on the side of the light. */
const AMBIENT_TILT = 0.6;
/** How far the light wraps around facets that turn away from it. */
const SOFTNESS = 0.3;

/**
 * Luminance of matt paper (Lambert) under a broad main light and its surroundings; 1 for a flat sheet in the open.
 * @param pictureHeight rows of the whole picture, of which `band` is a part or beyond.
 */
export function shade(band: Band, illumination: Illumination, pictureHeight: number, mainShare: number): Plane {
  const { width, rows, top, p: slopesX, q: slopesY } = band;
  const luminance = createPlane(width, rows);
  const azimuth = (illumination.light.azimuth * PI) / 180;
  const toLightX = cos(azimuth);
  const toLightY = sin(azimuth);
  const cotangent = 1 / tan((illumination.light.elevation * PI) / 180);
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
      const upright = 1 / sqrt(1 + p * p + q * q);
      const turned = -(p * toLightX + q * toLightY) * upright;
      const facing = turned * cotangent + upright;
      const direct = 0.5 * (facing + sqrt(facing * facing + SOFTNESS * SOFTNESS));
      data[i] = mainShare * main[x]! * direct + (1 - mainShare) * ambient[x]! * (1 + AMBIENT_TILT * turned);
    }
  }
  return luminance;
}

/** One row of a plane at `v` (0…1 of its height), stretched to the length of `row`: bilinear, repeated beyond the border. */
function stretchRow({ width, height, data }: Plane, v: number, row: Float32Array): void {
  const y = min(height - 1, max(0, v * height - 0.5));
  const upper = min(height - 2, floor(y)) * width;
  const down = y - min(height - 2, floor(y));
  const step = width / row.length;
  for (let i = 0; i < row.length; i++) {
    const x = min(width - 1, max(0, (i + 0.5) * step - 0.5));
    const left = min(width - 2, x | 0);
    const across = x - left;
    const at = upper + left;
    const above = data[at]! + across * (data[at + 1]! - data[at]!);
    const below = data[at + width]! + across * (data[at + width + 1]! - data[at + width]!);
    row[i] = above + down * (below - above);
  }
}
