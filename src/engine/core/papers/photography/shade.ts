import type { Plane } from '../../raster.js';
import type { Illumination } from './illumination.js';
import type { Band } from '../band.js';

const { cos, floor, max, min, sin, sqrt, tan, PI } = Math;

/** How much brighter the surroundings are on the side of the light. */
const AMBIENT_TILT = 0.6;
/** How far the light wraps around facets that turn away from it. */
const SOFTNESS = 0.3;

/** Both lights on each column of a picture. */
export interface Lighting {
  /** The unit vector towards the main light, its part in the plane; and the cotangent of its elevation. */
  readonly toLightX: number;
  readonly toLightY: number;
  readonly cotangent: number;
  /** As wide as the picture, with as many rows as the illumination was found in. */
  readonly main: Plane;
  readonly ambient: Plane;
}

/** @param mainShare of the main light in what a flat sheet receives; the rest comes from all around. */
export function layLight(
  { light, main, ambient }: Illumination,
  width: number,
  mainShare: number,
  stretch = stretched,
): Lighting {
  const azimuth = (light.azimuth * PI) / 180;
  return {
    toLightX: cos(azimuth),
    toLightY: sin(azimuth),
    cotangent: 1 / tan((light.elevation * PI) / 180),
    main: stretch(main, width, mainShare),
    ambient: stretch(ambient, width, 1 - mainShare),
  };
}

/** The plane at another width, times a factor: linear between its columns, the outer ones repeated beyond the border. */
export function stretched({ width: samples, height, data }: Plane, width: number, factor: number): Plane {
  const result = new Float32Array(width * height);
  const { left, across } = columnsOf(samples, width);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0, row = y * samples; x < width; x++, i++) {
      const at = row + left[x]!;
      result[i] = factor * (data[at]! + across[x]! * (data[at + 1]! - data[at]!));
    }
  }
  return { width, height, data: result };
}

/** The sample to the left of each column, and how far the column lies from it. */
export function columnsOf(samples: number, width: number): { left: Int32Array; across: Float32Array } {
  const left = new Int32Array(width);
  const across = new Float32Array(width);
  for (let x = 0; x < width; x++) {
    const place = min(samples - 1, max(0, ((x + 0.5) * samples) / width - 0.5));
    left[x] = min(samples - 2, floor(place));
    across[x] = place - left[x]!;
  }
  return { left, across };
}

/** The rows of the illumination above and below a row of the picture, and how far it lies from the upper one. */
export function rowsAround({ height }: Plane, row: number, pictureHeight: number): { upper: number; down: number } {
  const y = min(height - 1, max(0, ((row + 0.5) / pictureHeight) * height - 0.5));
  const upper = min(height - 2, floor(y));
  return { upper, down: y - upper };
}

/**
 * Luminance of matt paper (Lambert) under a broad main light and its surroundings; 1 for a flat sheet in the open.
 * @param pictureHeight rows of the whole picture, of which `band` is a part or beyond.
 */
export function shade(band: Band, lighting: Lighting, pictureHeight: number, luminance: Float32Array): void {
  const { width, rows, top, p: slopesX, q: slopesY } = band;
  const { toLightX, toLightY, cotangent, main, ambient } = lighting;
  const [mainRows, ambientRows] = [main.data, ambient.data];
  for (let row = 0, i = 0; row < rows; row++) {
    const { upper, down } = rowsAround(main, top + row, pictureHeight);
    let above = upper * width;
    let below = above + width;
    for (let x = 0; x < width; x++, i++, above++, below++) {
      const p = slopesX[i]!;
      const q = slopesY[i]!;
      const upright = 1 / sqrt(1 + p * p + q * q);
      const turned = -(p * toLightX + q * toLightY) * upright;
      const facing = turned * cotangent + upright;
      const direct = 0.5 * (facing + sqrt(facing * facing + SOFTNESS * SOFTNESS));
      const lit = mainRows[above]! + down * (mainRows[below]! - mainRows[above]!);
      const open = ambientRows[above]! + down * (ambientRows[below]! - ambientRows[above]!);
      luminance[i] = lit * direct + open * (1 + AMBIENT_TILT * turned);
    }
  }
}
