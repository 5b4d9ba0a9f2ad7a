import { createPlane, type Plane } from '../raster.js';
import type { LinearPicture } from './linear-picture.js';
import type { Passes } from './passes/passes.js';
import { fitWithin } from '../size.js';

/** Longer side of the grid on which colour is compared with brightness. */
const GRID_SIDE = 128;
/** Level, as a share of white, that keeps logarithms finite in the dark. */
const DARK = 0.01;
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
    { ...size, red: passes.reduce(picture.red, size), green: passes.reduce(picture.green, size), blue: passes.reduce(picture.blue, size) },
    white,
  );
  const whiteLuminance = luminanceOfWhite(white);
  const brightness = mapPlane(passes.reduce(luminances, size), (value) => Math.log(value / whiteLuminance + DARK));
  const scale = Math.max(size.width, size.height) / 6;
  const [c, d, y] = [chroma[0], chroma[1], brightness].map((plane) => withoutMean(plane, scale, passes)) as [
    Plane,
    Plane,
    Plane,
  ];
  const [cc, cd, dd, cy, dy] = [dot(c, c), dot(c, d), dot(d, d), dot(c, y), dot(d, y)] as const;
  const prior = FAINT * FAINT;
  const determinant = (cc + prior) * (dd + prior) - cd * cd;
  const byRed = (cy * (dd + prior) - dy * cd) / determinant;
  const byBlue = (dy * (cc + prior) - cy * cd) / determinant;
  const colourfulness = Math.sqrt(cc + dd);
  const data = new Float32Array(luminances.data.length);
  for (let i = 0; i < data.length; i++) data[i] = luminances.data[i]! / whiteLuminance;
  if (colourfulness >= FAINT / 2) {
    const [fineRed, fineBlue] = chromaticity(picture, white);
    for (let i = 0; i < data.length; i++) data[i]! *= Math.exp(-byRed * fineRed.data[i]! - byBlue * fineBlue.data[i]!);
  }
  return { shading: { ...luminances, data }, colourfulness };
}

/** Log ratios of red to green and of blue to green, 0 for the paper's own colour. */
function chromaticity(
  { width, height, red, green, blue }: LinearPicture,
  [whiteRed, whiteGreen, whiteBlue]: readonly [number, number, number],
): readonly [Plane, Plane] {
  const redToGreen = createPlane(width, height);
  const blueToGreen = createPlane(width, height);
  for (let i = 0; i < redToGreen.data.length; i++) {
    const ofGreen = Math.log(green.data[i]! / whiteGreen + DARK);
    redToGreen.data[i] = Math.log(red.data[i]! / whiteRed + DARK) - ofGreen;
    blueToGreen.data[i] = Math.log(blue.data[i]! / whiteBlue + DARK) - ofGreen;
  }
  return [redToGreen, blueToGreen];
}

function luminanceOfWhite([red, green, blue]: readonly [number, number, number]): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function mapPlane(plane: Plane, change: (value: number) => number): Plane {
  return { ...plane, data: plane.data.map(change) };
}

function withoutMean(plane: Plane, sigma: number, passes: Passes): Plane {
  const mean = passes.blur(plane, sigma).data;
  return { ...plane, data: plane.data.map((value, i) => value - mean[i]!) };
}

/** Mean of the products. */
function dot(a: Plane, b: Plane): number {
  let sum = 0;
  for (let i = 0; i < a.data.length; i++) sum += a.data[i]! * b.data[i]!;
  return sum / a.data.length;
}
