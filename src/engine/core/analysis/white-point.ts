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
  const data = new Float32Array(width * height);
  for (let i = 0; i < data.length; i++) data[i] = luminance(red.data[i]!, green.data[i]!, blue.data[i]!);
  return { width, height, data };
}

/** Linear sRGB of the bare sheet in full light: the mean colour of the brightest pixels but for the very brightest. */
export function whitePoint(picture: LinearPicture, luminances: Plane): readonly [number, number, number] {
  const distribution = distributionOf(luminances);
  const from = distribution.percentile(FULL_LIGHT.from);
  const to = distribution.percentile(FULL_LIGHT.to) + 1.001 * distribution.binWidth;
  let red = 0;
  let green = 0;
  let blue = 0;
  let count = 0;
  for (let i = 0; i < luminances.data.length; i++) {
    if (luminances.data[i]! < from || luminances.data[i]! > to) continue;
    red += picture.red.data[i]!;
    green += picture.green.data[i]!;
    blue += picture.blue.data[i]!;
    count++;
  }
  const mean = (sum: number) => Math.min(1, Math.max(LEAST, sum / count));
  return [mean(red), mean(green), mean(blue)];
}
