import { CODE_STEPS } from './ink.js';
import type { Homography } from './homography.js';
import type { Level } from './pyramid.js';
import { GREATEST_SCALE, PHASES, SCALE_STEPS, STEPS_PER_SCALE, WEIGHT_ONE } from './sampling-kernels.js';

/** Most pixels that share one level and one scale step. */
export const BLOCK = 64;
const GREATEST_CODE = 255 * CODE_STEPS;
const CODE_SCALE = CODE_STEPS / (WEIGHT_ONE * WEIGHT_ONE);

/** One row of sampled art: codes in sixteenths, and the art's own opacity 0…1. */
export interface ArtRow {
  readonly red: Uint16Array;
  readonly green: Uint16Array;
  readonly blue: Uint16Array;
  readonly opacity: Float32Array;
}

export function createArtRow(width: number): ArtRow {
  return {
    red: new Uint16Array(width),
    green: new Uint16Array(width),
    blue: new Uint16Array(width),
    opacity: new Float32Array(width),
  };
}

/** Displacement of one row: what is seen at column x lies on the flat sheet that much to the right and down, in pixels. */
export interface RowShift {
  readonly x: Float32Array;
  readonly y: Float32Array;
}

/** What one block of a row is sampled with. */
interface Sampling {
  readonly level: Level;
  /** Offsets of the scale steps in the table of kernels. */
  readonly kernelX: number;
  readonly kernelY: number;
}

/**
 * Samples columns `from`…`to`, {@link BLOCK} at most, of row `y`. `inside` promises that every tap lies in the art; otherwise
 * taps beyond the border repeat the nearest pixel.
 */
export type BlockSampler = (
  y: number,
  from: number,
  to: number,
  inside: boolean,
  shift: RowShift,
  target: ArtRow,
) => void;

/** Four-by-four taps in gamma-encoded values, kernels by the local scale, from the first level on which the scale is small enough. */
export function createBlockSampler(levels: readonly Level[], toArt: Homography, kernels: Int16Array): BlockSampler {
  const u = new Int32Array(BLOCK);
  const v = new Int32Array(BLOCK);
  const opaque = levels[0]!.channels === 3;
  return (y, from, to, inside, shift, target) => {
    const sampling = chooseSampling(levels, toArt, (from + to) / 2, y);
    locate(toArt, sampling.level, y, from, to, shift, u, v);
    const take = !opaque ? sampleAlpha : inside ? sampleInside : sampleClamped;
    take(kernels, sampling, u, v, from, to, target);
    if (opaque) target.opacity.fill(1, from, to);
  };
}

function chooseSampling(levels: readonly Level[], h: Homography, x: number, y: number): Sampling {
  const w = h[6] * x + h[7] * y + h[8];
  const u = (h[0] * x + h[1] * y + h[2]) / w;
  const v = (h[3] * x + h[4] * y + h[5]) / w;
  const scaleX = Math.abs(length(h[0] - u * h[6], h[1] - u * h[7]) / w);
  const scaleY = Math.abs(length(h[3] - v * h[6], h[4] - v * h[7]) / w);
  const fits = ({ perPixel }: Level) => scaleX < GREATEST_SCALE * perPixel.x && scaleY < GREATEST_SCALE * perPixel.y;
  const level = levels.find(fits) ?? levels.at(-1)!;
  return { level, kernelX: kernelsFor(scaleX, level.perPixel.x), kernelY: kernelsFor(scaleY, level.perPixel.y) };
}

/** Offset of the kernels for a scale in art pixels, on a level that has so many of them to a pixel. */
function kernelsFor(scale: number, perPixel: number): number {
  const index = Math.round((scale / perPixel - 1) * STEPS_PER_SCALE);
  const step = Math.max(0, Math.min(SCALE_STEPS - 1, index));
  return (perPixel > 1 ? SCALE_STEPS + step : step) * PHASES * 4;
}

/** As the WASM kernel computes it, bit by bit: a scale step must never depend on which of the two is at work. */
function length(x: number, y: number): number {
  return Math.sqrt(x * x + y * y);
}

/** Positions in the level, in 1/{@link PHASES} of its pixels, of columns `from`…`to`; stored from index 0 on. */
function locate(
  h: Homography,
  { perPixel }: Level,
  y: number,
  from: number,
  to: number,
  shift: RowShift,
  u: Int32Array,
  v: Int32Array,
): void {
  const [h0, h1, h2, h3, h4, h5, h6, h7, h8] = h;
  const scaleX = PHASES / perPixel.x;
  const scaleY = PHASES / perPixel.y;
  const startX = (0.5 / perPixel.x - 0.5) * PHASES + 0.5;
  const startY = (0.5 / perPixel.y - 0.5) * PHASES + 0.5;
  for (let x = from; x < to; x++) {
    const px = x + shift.x[x]!;
    const py = y + shift.y[x]!;
    const w = 1 / (h6 * px + h7 * py + h8);
    u[x - from] = Math.floor((h0 * px + h1 * py + h2) * w * scaleX + startX);
    v[x - from] = Math.floor((h3 * px + h4 * py + h5) * w * scaleY + startY);
  }
}

function sampleInside(
  kernels: Int16Array,
  { level, kernelX, kernelY }: Sampling,
  u: Int32Array,
  v: Int32Array,
  from: number,
  to: number,
  { red, green, blue }: ArtRow,
): void {
  const { data } = level;
  const stride = level.width * 3;
  for (let x = from; x < to; x++) {
    const pu = u[x - from]!;
    const pv = v[x - from]!;
    const kx = kernelX + ((pu & (PHASES - 1)) << 2);
    const a0 = kernels[kx]!;
    const a1 = kernels[kx + 1]!;
    const a2 = kernels[kx + 2]!;
    const a3 = kernels[kx + 3]!;
    const ky = kernelY + ((pv & (PHASES - 1)) << 2);
    const b0 = kernels[ky]!;
    const b1 = kernels[ky + 1]!;
    const b2 = kernels[ky + 2]!;
    const b3 = kernels[ky + 3]!;
    const p0 = ((pv >> 8) - 1) * stride + ((pu >> 8) - 1) * 3;
    const p1 = p0 + stride;
    const p2 = p1 + stride;
    const p3 = p2 + stride;
    const r =
      (data[p0]! * a0 + data[p0 + 3]! * a1 + data[p0 + 6]! * a2 + data[p0 + 9]! * a3) * b0 +
      (data[p1]! * a0 + data[p1 + 3]! * a1 + data[p1 + 6]! * a2 + data[p1 + 9]! * a3) * b1 +
      (data[p2]! * a0 + data[p2 + 3]! * a1 + data[p2 + 6]! * a2 + data[p2 + 9]! * a3) * b2 +
      (data[p3]! * a0 + data[p3 + 3]! * a1 + data[p3 + 6]! * a2 + data[p3 + 9]! * a3) * b3;
    const g =
      (data[p0 + 1]! * a0 + data[p0 + 4]! * a1 + data[p0 + 7]! * a2 + data[p0 + 10]! * a3) * b0 +
      (data[p1 + 1]! * a0 + data[p1 + 4]! * a1 + data[p1 + 7]! * a2 + data[p1 + 10]! * a3) * b1 +
      (data[p2 + 1]! * a0 + data[p2 + 4]! * a1 + data[p2 + 7]! * a2 + data[p2 + 10]! * a3) * b2 +
      (data[p3 + 1]! * a0 + data[p3 + 4]! * a1 + data[p3 + 7]! * a2 + data[p3 + 10]! * a3) * b3;
    const b =
      (data[p0 + 2]! * a0 + data[p0 + 5]! * a1 + data[p0 + 8]! * a2 + data[p0 + 11]! * a3) * b0 +
      (data[p1 + 2]! * a0 + data[p1 + 5]! * a1 + data[p1 + 8]! * a2 + data[p1 + 11]! * a3) * b1 +
      (data[p2 + 2]! * a0 + data[p2 + 5]! * a1 + data[p2 + 8]! * a2 + data[p2 + 11]! * a3) * b2 +
      (data[p3 + 2]! * a0 + data[p3 + 5]! * a1 + data[p3 + 8]! * a2 + data[p3 + 11]! * a3) * b3;
    red[x] = toCode(r);
    green[x] = toCode(g);
    blue[x] = toCode(b);
  }
}

function sampleClamped(
  kernels: Int16Array,
  { level, kernelX, kernelY }: Sampling,
  u: Int32Array,
  v: Int32Array,
  from: number,
  to: number,
  { red, green, blue }: ArtRow,
): void {
  const { data, width, height } = level;
  for (let x = from; x < to; x++) {
    const pu = u[x - from]!;
    const pv = v[x - from]!;
    const kx = kernelX + ((pu & (PHASES - 1)) << 2);
    const ky = kernelY + ((pv & (PHASES - 1)) << 2);
    let r = 0;
    let g = 0;
    let b = 0;
    for (let row = 0; row < 4; row++) {
      const start = clamp((pv >> 8) - 1 + row, height - 1) * width;
      for (let column = 0; column < 4; column++) {
        const weight = kernels[kx + column]! * kernels[ky + row]!;
        const p = (start + clamp((pu >> 8) - 1 + column, width - 1)) * 3;
        r += data[p]! * weight;
        g += data[p + 1]! * weight;
        b += data[p + 2]! * weight;
      }
    }
    red[x] = toCode(r);
    green[x] = toCode(g);
    blue[x] = toCode(b);
  }
}

/** Art with alpha: colours are weighted by their opacity, so that what is hidden never bleeds into what is seen. */
function sampleAlpha(
  kernels: Int16Array,
  { level, kernelX, kernelY }: Sampling,
  u: Int32Array,
  v: Int32Array,
  from: number,
  to: number,
  { red, green, blue, opacity }: ArtRow,
): void {
  const { data, width, height } = level;
  for (let x = from; x < to; x++) {
    const pu = u[x - from]!;
    const pv = v[x - from]!;
    const kx = kernelX + ((pu & (PHASES - 1)) << 2);
    const ky = kernelY + ((pv & (PHASES - 1)) << 2);
    let r = 0;
    let g = 0;
    let b = 0;
    let a = 0;
    for (let row = 0; row < 4; row++) {
      const start = clamp((pv >> 8) - 1 + row, height - 1) * width;
      for (let column = 0; column < 4; column++) {
        const p = (start + clamp((pu >> 8) - 1 + column, width - 1)) * 4;
        const weight = kernels[kx + column]! * kernels[ky + row]! * data[p + 3]!;
        r += data[p]! * weight;
        g += data[p + 1]! * weight;
        b += data[p + 2]! * weight;
        a += weight;
      }
    }
    const cover = a / (255 * WEIGHT_ONE * WEIGHT_ONE);
    opacity[x] = cover < 0 ? 0 : cover > 1 ? 1 : cover;
    const scale = a > 0 ? (WEIGHT_ONE * WEIGHT_ONE) / a : 0;
    red[x] = toCode(r * scale);
    green[x] = toCode(g * scale);
    blue[x] = toCode(b * scale);
  }
}

function toCode(sum: number): number {
  const code = sum * CODE_SCALE + 0.5;
  return code < 0 ? 0 : code > GREATEST_CODE ? GREATEST_CODE : code | 0;
}

function clamp(value: number, last: number): number {
  return value < 0 ? 0 : value > last ? last : value;
}
