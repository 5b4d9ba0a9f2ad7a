import { luminance } from '../colour.js';
import type { Plane } from '../raster.js';
import type { LinearPicture } from './linear-picture.js';
import { distributionOf } from './percentiles.js';

/**
 * The share of the picture, by luminance, that shows the bare sheet in full light; what is brighter is taken for
 * glints.
 */
const FULL_LIGHT = { from: 0.965, to: 0.99 };
/** Linear level below which no channel of the white may fall: the least 8-bit code above black. */
const LEAST = 1 / 255 / 12.92;

/** Relative luminance, 0…1. */
export function luminanceOf({ width, height, red, green, blue }: LinearPicture): Plane {
  return { width, height, data: luminancesOf(red.data, green.data, blue.data) };
}

function luminancesOf(red: Float32Array, green: Float32Array, blue: Float32Array): Float32Array {
  const result = new Float32Array(red.length);
  for (let i = 0; i < result.length; i++) result[i] = luminance(red[i]!, green[i]!, blue[i]!);
  return result;
}

/** Linear sRGB of the bare sheet in full light: the mean colour of the brightest pixels but for the very brightest. */
export function whitePoint({ red, green, blue }: LinearPicture, luminances: Plane): readonly [number, number, number] {
  const distribution = distributionOf(luminances);
  const from = distribution.percentile(FULL_LIGHT.from);
  const to = distribution.percentile(FULL_LIGHT.to) + 1.001 * distribution.binWidth;
  return [
    meanWithin(luminances.data, from, to, red.data),
    meanWithin(luminances.data, from, to, green.data),
    meanWithin(luminances.data, from, to, blue.data),
  ];
}

/** Mean of the levels whose luminance lies between two, none below the least. */
function meanWithin(luminances: Float32Array, from: number, to: number, levels: Float32Array): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < luminances.length; i++) {
    const here = luminances[i]!;
    if (here < from || here > to) continue;
    sum += levels[i]!;
    count++;
  }
  return Math.min(1, Math.max(LEAST, sum / count));
}
