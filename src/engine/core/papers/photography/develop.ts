import { LINEAR_OF_CODE, linearToSrgb } from '../../colour.js';
import type { Plane, Raster } from '../../raster.js';
import { hash } from '../hash.js';
import type { PaperLook } from '../paper-model.js';

const { min, round, sqrt, tanh } = Math;

/** Luminances above this, in those of a flat sheet, all have the same code. */
const BRIGHTEST = 4;
const STEPS = 16384;

/** Share of the range from a flat sheet to white after which highlights begin to be compressed, and where they end. */
const CEILING = 0.975;

/** The light's colour, and that of deep shade, which the blue of the sky fills: red, green, blue gains. */
const LIT = [1.004, 1.0, 0.99] as const;
const SHADED = [0.985, 1.0, 1.025] as const;

/** Deviation of the camera's noise, in luminance. It also breaks up the steps of 8-bit codes in smooth gradients. */
const NOISE = 0.006;
/** Values of noise, less one; a power of two. */
const NOISE_MASK = 0xffff;

/** Turns `rows` rows of luminance and tone, from row `skip` on, into those of a picture from row `top` on. */
export type Develop = (
  luminance: Plane,
  tone: Float32Array,
  skip: number,
  rows: number,
  image: Raster,
  top: number,
) => void;

/** @param colour of the paper in full light, sRGB, 0xRRGGBB. */
export function createDeveloper(seed: number, look: PaperLook, colour: number): Develop {
  const table = (channel: 0 | 1 | 2) => Uint8Array.from({ length: STEPS }, (_, i) => codeOf(i, channel, look, colour));
  const red = table(0);
  const green = table(1);
  const blue = table(2);
  const scale = STEPS / BRIGHTEST;
  const noise = noiseOf(seed, scale * NOISE);
  const [byRed, byGreen, byBlue] = look.toneColour;
  const last = STEPS - 1;
  return ({ width, data }, tone, skip, rows, { data: codes }, top) => {
    let from = skip * width;
    let to = 3 * top * width;
    for (let y = top; y < top + rows; y++) {
      const start = hash(0, y, ~seed);
      for (let x = 0; x < width; x++, from++, to += 3) {
        const level = data[from]! * scale + noise[(start + x) & NOISE_MASK]!;
        const stain = tone[from]!;
        if (stain === 0) {
          const i = level <= 0 ? 0 : level > last ? last : level | 0;
          codes[to] = red[i]!;
          codes[to + 1] = green[i]!;
          codes[to + 2] = blue[i]!;
          continue;
        }
        const stained = level * stain;
        const r = level + byRed * stained;
        const g = level + byGreen * stained;
        const b = level + byBlue * stained;
        codes[to] = red[r <= 0 ? 0 : r > last ? last : r | 0]!;
        codes[to + 1] = green[g <= 0 ? 0 : g > last ? last : g | 0]!;
        codes[to + 2] = blue[b <= 0 ? 0 : b > last ? last : b | 0]!;
      }
    }
  };
}

/** Noise of a triangular distribution, the sum of two uniform values. Each row takes a stretch of its own, so that nothing repeats. */
function noiseOf(seed: number, deviation: number): Float32Array {
  const scale = (deviation * sqrt(6)) / 65536;
  return Float32Array.from({ length: NOISE_MASK + 1 }, (_, i) => {
    const bits = hash(i, 1, ~seed);
    return scale * ((bits & 0xffff) + (bits >>> 16) - 65535);
  });
}

function codeOf(index: number, channel: 0 | 1 | 2, { exposure, knee }: PaperLook, colour: number): number {
  const linear = compressHighlights((exposure * index * BRIGHTEST) / STEPS, knee);
  const lit = min(1, linear / exposure);
  const gain = SHADED[channel] + (LIT[channel] - SHADED[channel]) * lit;
  const reflectance = LINEAR_OF_CODE[(colour >> (16 - 8 * channel)) & 0xff]!;
  return round(255 * linearToSrgb(gain * linear * reflectance));
}

function compressHighlights(linear: number, knee: number): number {
  if (linear <= knee) return linear;
  return knee + (CEILING - knee) * tanh((linear - knee) / (CEILING - knee));
}
