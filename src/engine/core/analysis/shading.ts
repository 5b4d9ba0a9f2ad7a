import { luminance } from '../colour.js';
import type { Plane } from '../raster.js';
import { scale, withoutMean } from './height-field.js';
import { chromaticity, logsOf } from './ink.js';
import type { LinearPicture } from './linear-picture.js';
import type { Passes } from './passes/passes.js';
import { fitWithin } from '../size.js';

/** Longer side of the grid on which colour is compared with brightness. */
const GRID_SIDE = 128;
/** Deviation of the log chromaticity below which it counts as noise or as coloured light rather than ink. */
const FAINT = 0.02;

export interface SeparatedShading {
  /** Luminance relative to the bare sheet in full light, without what inks and stains take away. */
  readonly shading: Plane;
  /** Deviation of the log chromaticity over the sheet: 0 for neutral paper, 0.3 and more for a coloured picture. */
  readonly colourfulness: number;
}

/**
 * Tells shading from ink. Light dims a sheet without changing its colour; an ink or a stain of varying density moves
 * the log luminance in proportion to the log chromaticity. So what chromaticity predicts of the luminance by linear
 * regression, shrunk towards nothing where colours hardly vary, is taken for ink (compare Funt, Drew and Brockington
 * 1992).
 */
export function separateShading(
  picture: LinearPicture,
  luminances: Plane,
  white: readonly [number, number, number],
  passes: Passes,
): SeparatedShading {
  const size = fitWithin(picture, GRID_SIDE);
  const chroma = chromaticity(
    {
      ...size,
      red: passes.reduce(picture.red, size),
      green: passes.reduce(picture.green, size),
      blue: passes.reduce(picture.blue, size),
    },
    white,
  );
  const whiteLuminance = luminance(...white);
  const brightness = { ...size, data: logsOf(passes.reduce(luminances, size).data, whiteLuminance) };
  const sigma = Math.max(size.width, size.height) / 6;
  const c = withoutMean(chroma[0], sigma, passes).data;
  const d = withoutMean(chroma[1], sigma, passes).data;
  const y = withoutMean(brightness, sigma, passes).data;
  const [cc, cd, dd] = [meanProduct(c, c), meanProduct(c, d), meanProduct(d, d)];
  const [cy, dy] = [meanProduct(c, y), meanProduct(d, y)];
  const prior = FAINT * FAINT;
  const determinant = (cc + prior) * (dd + prior) - cd * cd;
  const byRed = (cy * (dd + prior) - dy * cd) / determinant;
  const byBlue = (dy * (cc + prior) - cy * cd) / determinant;
  const colourfulness = Math.sqrt(cc + dd);
  const shading =
    colourfulness >= FAINT / 2
      ? passes.withoutInk(luminances, picture, { white, byRed, byBlue })
      : scale(luminances, 1 / whiteLuminance);
  return { shading, colourfulness };
}

/** Mean of the products. */
function meanProduct(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum / a.length;
}
