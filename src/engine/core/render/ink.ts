import { srgbToLinear } from '../colour.js';
import type { Ink } from '../presets/index.js';

/** Interpolated art codes are carried in sixteenths of an 8-bit code. */
export const CODE_STEPS = 16;
const TABLE_SIZE = 255 * CODE_STEPS + 1;

/** Reflectance of the darkest ink on the most absorbent paper; coated stock has 1–2 %, newsprint 6 %. */
const DARKEST = 0.06;
/** Exponent added by dot gain on the most absorbent paper: middle tones print darker. */
const DOT_GAIN = 0.16;

/**
 * Reflectance of printed ink relative to the bare paper, by art code in sixteenths. White is exactly 1: no ink. Without
 * absorption it is the art's own linear light.
 */
export function inkReflectance(ink: Ink): Float32Array {
  const { absorption, showThrough } = ink;
  const darkest = DARKEST * absorption;
  const exponent = 1 + DOT_GAIN * absorption;
  return Float32Array.from({ length: TABLE_SIZE }, (_, code) => {
    const light = srgbToLinear(code / (TABLE_SIZE - 1));
    const printed = darkest + (1 - darkest) * light ** exponent;
    return 1 - (1 - showThrough) * (1 - printed);
  });
}

/** Change of reflectance per unit of relative ink density, −R ln R: what a thinner film of the same ink lets through. */
export function thinningOf(reflectance: Float32Array): Float32Array {
  return reflectance.map((r) => (r > 0 ? -r * Math.log(r) : 0));
}
