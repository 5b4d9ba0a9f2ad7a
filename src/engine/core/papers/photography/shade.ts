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
  const { left, across } = columnsOf(width, illumination.main.width);
  const main = new Float32Array(illumination.main.width);
  const ambient = new Float32Array(illumination.ambient.width);
  const ambientShare = 1 - mainShare;
  const { data } = luminance;
  for (let row = 0, i = 0; row < rows; row++) {
    const v = (top + row + 0.5) / pictureHeight;
    rowAt(illumination.main, v, main);
    rowAt(illumination.ambient, v, ambient);
    for (let x = 0; x < width; x++, i++) {
      const p = slopesX[i]!;
      const q = slopesY[i]!;
      const upright = 1 / sqrt(1 + p * p + q * q);
      const turned = -(p * toLightX + q * toLightY) * upright;
      const facing = turned * cotangent + upright;
      const direct = 0.5 * (facing + sqrt(facing * facing + SOFTNESS * SOFTNESS));
      const at = left[x]!;
      const share = across[x]!;
      const lit = main[at]! + share * (main[at + 1]! - main[at]!);
      const open = ambient[at]! + share * (ambient[at + 1]! - ambient[at]!);
      data[i] = mainShare * lit * direct + ambientShare * open * (1 + AMBIENT_TILT * turned);
    }
  }
  return luminance;
}

/** For each of `width` columns the sample to its left, of `samples` over the same length, and how far it lies from it. */
function columnsOf(width: number, samples: number): { left: Int32Array; across: Float32Array } {
  const left = new Int32Array(width);
  const across = new Float32Array(width);
  for (let i = 0; i < width; i++) {
    const x = min(samples - 1, max(0, ((i + 0.5) * samples) / width - 0.5));
    left[i] = min(samples - 2, floor(x));
    across[i] = x - left[i]!;
  }
  return { left, across };
}

/** One row of a plane at `v` (0…1 of its height): linear between two rows, the outer ones repeated beyond the border. */
function rowAt({ width, height, data }: Plane, v: number, row: Float32Array): void {
  const y = min(height - 1, max(0, v * height - 0.5));
  const first = min(height - 2, floor(y));
  const down = y - first;
  const upper = first * width;
  for (let x = 0; x < width; x++) {
    const above = data[upper + x]!;
    row[x] = above + down * (data[upper + width + x]! - above);
  }
}
