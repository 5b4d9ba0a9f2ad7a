import { linearToSrgb } from '../../colour.js';
import type { Plane, Raster } from '../../raster.js';
import { hash } from './hash.js';

const { min, round, sqrt, tanh } = Math;

/** Luminances above this, in those of a flat sheet, all have the same code. */
const BRIGHTEST = 4;
const STEPS = 16384;

/** Linear luminance of a flat sheet facing up in the finished picture; the paper's white lies a little higher. */
const EXPOSURE = 0.785;
/** Where highlights begin to be compressed, and the luminance that they approach. */
const KNEE = 0.62;
const CEILING = 0.975;

/** The paper's colour in full light and in deep shade, which the blue of the sky fills: red, green, blue gains. */
const LIT = [1.004, 1.0, 0.99] as const;
const SHADED = [0.985, 1.0, 1.025] as const;

/** Deviation of the camera's noise, in luminance. It also breaks up the steps of 8-bit codes in smooth gradients. */
const NOISE = 0.006;

/** Turns `rows` rows of luminance, from row `skip` on, into those of a picture from row `top` on. */
export type Develop = (luminance: Plane, skip: number, rows: number, image: Raster, top: number) => void;

export function createDeveloper(seed: number): Develop {
  const table = (channel: 0 | 1 | 2) => Uint8Array.from({ length: STEPS }, (_, index) => codeOf(index, channel));
  const red = table(0);
  const green = table(1);
  const blue = table(2);
  const scale = STEPS / BRIGHTEST;
  // The sum of two uniform values: a triangular distribution of the wanted deviation.
  const noise = (scale * NOISE * sqrt(6)) / 65536;
  return ({ width, data }, skip, rows, { data: codes }, top) => {
    let from = skip * width;
    let to = 3 * top * width;
    for (let y = top; y < top + rows; y++) {
      for (let x = 0; x < width; x++, from++, to += 3) {
        const bits = hash(x, y, ~seed);
        const level = data[from]! * scale + noise * ((bits & 0xffff) + (bits >>> 16) - 65535);
        const index = level <= 0 ? 0 : min(STEPS - 1, level | 0);
        codes[to] = red[index]!;
        codes[to + 1] = green[index]!;
        codes[to + 2] = blue[index]!;
      }
    }
  };
}

function codeOf(index: number, channel: 0 | 1 | 2): number {
  const linear = compressHighlights((EXPOSURE * index * BRIGHTEST) / STEPS);
  const lit = min(1, linear / EXPOSURE);
  const gain = SHADED[channel] + (LIT[channel] - SHADED[channel]) * lit;
  return round(255 * linearToSrgb(gain * linear));
}

function compressHighlights(linear: number): number {
  if (linear <= KNEE) return linear;
  return KNEE + (CEILING - KNEE) * tanh((linear - KNEE) / (CEILING - KNEE));
}
