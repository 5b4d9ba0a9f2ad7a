import { luminance } from '../colour.js';
import { createPlane, type Plane } from '../raster.js';
import type { LinearPicture } from './linear-picture.js';

/** Level, as a share of white, that keeps logarithms finite in the dark. */
export const DARK = 0.01;

/** How ink shows on a sheet. */
export interface Ink {
  /** Linear sRGB of the bare sheet in full light. */
  readonly white: readonly [number, number, number];
  /** By how much the log luminance rises with the log ratios of red and of blue to green. */
  readonly byRed: number;
  readonly byBlue: number;
}

/** Luminance relative to the bare sheet in full light, without what inks and stains take away. */
export function withoutInk(luminances: Plane, picture: LinearPicture, { white, byRed, byBlue }: Ink): Plane {
  const [red, blue] = chromaticity(picture, white);
  const full = luminance(...white);
  const result = createPlane(luminances.width, luminances.height);
  for (let i = 0; i < result.data.length; i++) {
    result.data[i] = (luminances.data[i]! / full) * Math.exp(-byRed * red.data[i]! - byBlue * blue.data[i]!);
  }
  return result;
}

/** Log ratios of red to green and of blue to green, 0 for the paper's own colour. */
export function chromaticity(
  { width, height, red, green, blue }: LinearPicture,
  [whiteRed, whiteGreen, whiteBlue]: readonly [number, number, number],
): readonly [Plane, Plane] {
  return [
    { width, height, data: logRatios(red.data, whiteRed, green.data, whiteGreen) },
    { width, height, data: logRatios(blue.data, whiteBlue, green.data, whiteGreen) },
  ];
}

function logRatios(levels: Float32Array, white: number, green: Float32Array, whiteGreen: number): Float32Array {
  const result = new Float32Array(levels.length);
  for (let i = 0; i < result.length; i++)
    result[i] = Math.log(levels[i]! / white + DARK) - Math.log(green[i]! / whiteGreen + DARK);
  return result;
}

/** Logarithms of levels relative to `white`. */
export function logsOf(levels: Float32Array, white: number): Float32Array {
  const result = new Float32Array(levels.length);
  for (let i = 0; i < result.length; i++) result[i] = Math.log(levels[i]! / white + DARK);
  return result;
}
