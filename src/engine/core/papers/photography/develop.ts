import { LINEAR_OF_CODE, linearToSrgb } from '../../colour.js';
import type { Raster } from '../../raster.js';
import type { Band } from '../band.js';
import { hash } from '../hash.js';
import type { PaperLook } from '../paper-model.js';

const { max, min, round, sqrt, tanh } = Math;

/** Luminances above this, in those of a flat sheet, all have the same code. */
const BRIGHTEST = 4;
const STEPS = 16384;
/** Steps of a luminance of 1. */
export const STEPS_OF_ONE = STEPS / BRIGHTEST;

/** Share of the range from a flat sheet to white after which highlights begin to be compressed, and where they end. */
const CEILING = 0.975;

/** The light's colour, and that of deep shade, which the blue of the sky fills: red, green, blue gains. */
const LIT = [1.004, 1.0, 0.99] as const;
const SHADED = [0.985, 1.0, 1.025] as const;

/** Deviation of the camera's noise, in luminance. It also breaks up the steps of 8-bit codes in smooth gradients. */
const NOISE = 0.006;
/** Values of noise, less one; a power of two. */
const NOISE_MASK = 0xffff;

/** What a luminance becomes in the picture. */
export interface Developer {
  readonly seed: number;
  /** Codes of each step of luminance: red, green, blue in the lowest bytes of one integer. */
  readonly codes: Uint32Array;
  /** Of the camera, in steps. */
  readonly noise: Float32Array;
  readonly toneColour: readonly [number, number, number];
}

/** @param colour of the paper in full light, sRGB, 0xRRGGBB. */
export function createDeveloper(seed: number, look: PaperLook, colour: number): Developer {
  return {
    seed,
    codes: codesOf(look.exposure, look.knee, colour),
    noise: noiseOf(seed, STEPS_OF_ONE * NOISE),
    toneColour: look.toneColour,
  };
}

/** Where the noise of a row begins: each takes a stretch of its own, so that nothing repeats. */
export function noiseStart({ seed }: Developer, row: number): number {
  return hash(0, row, ~seed) & NOISE_MASK;
}

/** The rows of a band that lie in a picture: the first, and the one after the last. */
export function rowsWithin({ top, rows }: Band, image: Raster): { first: number; end: number } {
  return { first: max(0, -top), end: min(rows, image.height - top) };
}

/** Turns the rows of a lit band that lie in a picture into those of the picture. */
export function develop(band: Band, developer: Developer, image: Raster): void {
  const { codes, noise } = developer;
  const { width, top, z, tone } = band;
  const [byRed, byGreen, byBlue] = developer.toneColour;
  const { data } = image;
  const { first, end } = rowsWithin(band, image);
  let from = first * width;
  let to = 3 * (top + first) * width;
  for (let row = first; row < end; row++) {
    const start = noiseStart(developer, top + row);
    for (let x = 0; x < width; x++, from++, to += 3) {
      const level = z[from]! * STEPS_OF_ONE + noise[(start + x) & NOISE_MASK]!;
      const stained = level * tone[from]!;
      if (stained === 0) {
        const code = codes[stepOf(level)]!;
        data[to] = code;
        data[to + 1] = code >> 8;
        data[to + 2] = code >> 16;
        continue;
      }
      data[to] = codes[stepOf(level + byRed * stained)]!;
      data[to + 1] = codes[stepOf(level + byGreen * stained)]! >> 8;
      data[to + 2] = codes[stepOf(level + byBlue * stained)]! >> 16;
    }
  }
}

function stepOf(level: number): number {
  return level <= 0 ? 0 : level >= STEPS - 1 ? STEPS - 1 : level | 0;
}

/** Noise of a triangular distribution, the sum of two uniform values. */
function noiseOf(seed: number, deviation: number): Float32Array {
  const scale = (deviation * sqrt(6)) / 65536;
  const noise = new Float32Array(NOISE_MASK + 1);
  for (let i = 0; i < noise.length; i++) {
    const bits = hash(i, 1, ~seed);
    noise[i] = scale * ((bits & 0xffff) + (bits >>> 16) - 65535);
  }
  return noise;
}

function codesOf(exposure: number, knee: number, colour: number): Uint32Array {
  const codes = new Uint32Array(STEPS);
  for (let channel = 0; channel < 3; channel++) {
    const reflectance = LINEAR_OF_CODE[(colour >> (16 - 8 * channel)) & 0xff]!;
    const [lit, shaded] = [LIT[channel]!, SHADED[channel]!];
    for (let i = 0; i < STEPS; i++) {
      const linear = compressHighlights((exposure * i * BRIGHTEST) / STEPS, knee);
      const gain = shaded + (lit - shaded) * min(1, linear / exposure);
      const code = round(255 * linearToSrgb(gain * linear * reflectance));
      codes[i] = codes[i]! | (code << (8 * channel));
    }
  }
  return codes;
}

function compressHighlights(linear: number, knee: number): number {
  if (linear <= knee) return linear;
  return knee + (CEILING - knee) * tanh((linear - knee) / (CEILING - knee));
}
