import { createPlane, type Plane } from './raster.js';
import type { Size } from './size.js';

/** Area average; neither side may grow. */
export function reduce(source: Plane, size: Size): Plane {
  if (source.width === size.width && source.height === size.height) return source;
  return average(source, areaTaps(source.width, size.width), areaTaps(source.height, size.height));
}

/** Area averages of the cells between the samples of `reduce(source, size)`: one fewer along each side. */
export function reduceBetween(source: Plane, { width, height }: Size): Plane {
  return average(source, tapsBetween(source.width, width), tapsBetween(source.height, height));
}

/** Of the outputs between those of `areaTaps(samples, outputs)`. */
export function tapsBetween(samples: number, outputs: number): AreaTaps {
  return areaTaps(samples, outputs - 1, samples / outputs / 2);
}

function average(source: Plane, columns: AreaTaps, rows: AreaTaps): Plane {
  const [width, height] = [columns.first.length, rows.first.length];
  const result = createPlane(width, height);
  const sums = new Float64Array(source.width);
  for (let y = 0; y < height; y++) {
    sums.fill(0);
    for (let row = rows.first[y]!, tap = rows.offset[y]!; tap < rows.offset[y + 1]!; row++, tap++) {
      addRow(source, row, rows.weights[tap]!, sums);
    }
    weighColumns(sums, columns, result.data, y * width);
  }
  return result;
}

function addRow({ width, data }: Plane, row: number, weight: number, sums: Float64Array): void {
  for (let x = 0, i = row * width; x < width; x++, i++) sums[x]! += weight * data[i]!;
}

function weighColumns(
  sums: Float64Array,
  { first, offset, weights }: AreaTaps,
  target: Float32Array,
  from: number,
): void {
  for (let x = 0; x < first.length; x++) {
    let sum = 0;
    for (let column = first[x]!, tap = offset[x]!; tap < offset[x + 1]!; column++, tap++) {
      sum += weights[tap]! * sums[column]!;
    }
    target[from + x] = sum;
  }
}

export interface AreaTaps {
  /** First source sample of each output sample. */
  readonly first: Int32Array;
  /** Where each output sample's weights begin; one more entry than outputs. */
  readonly offset: Int32Array;
  /** Shares of the source samples, summing to 1 for each output. */
  readonly weights: Float64Array;
}

/** Which source samples each of `outputs` equal parts of a row without its margins covers, and how much of each. */
export function areaTaps(samples: number, outputs: number, margin = 0): AreaTaps {
  const first = new Int32Array(outputs);
  const offset = new Int32Array(outputs + 1);
  const weights: number[] = [];
  for (let i = 0; i < outputs; i++) {
    const from = margin + (i * (samples - 2 * margin)) / outputs;
    const to = margin + ((i + 1) * (samples - 2 * margin)) / outputs;
    first[i] = Math.floor(from);
    for (let k = first[i]!; k < Math.min(samples, to - 1e-9); k++) {
      weights.push((Math.min(to, k + 1) - Math.max(from, k)) / (to - from));
    }
    offset[i + 1] = weights.length;
  }
  return { first, offset, weights: Float64Array.from(weights) };
}

/** First source sample of each output, and how many it is made of: as the kernels take them. */
export function countedTaps({ first, offset }: AreaTaps): Int32Array {
  const result = new Int32Array(2 * first.length);
  for (let i = 0; i < first.length; i++) {
    result[2 * i] = first[i]!;
    result[2 * i + 1] = offset[i + 1]! - offset[i]!;
  }
  return result;
}

/** Weights of the four samples around a place that is `t` beyond the second. */
export type Cubic = (t: number) => readonly [number, number, number, number];

/** Goes through the samples; its slope is continuous (Catmull and Rom 1974). */
export const CATMULL_ROM: Cubic = (t) => [
  ((2 - t) * t - 1) * t * 0.5,
  ((3 * t - 5) * t * t + 2) * 0.5,
  ((4 - 3 * t) * t + 1) * t * 0.5,
  (t - 1) * t * t * 0.5,
];

/** Blurs the samples by a deviation of √⅓; its curvature is continuous (Schoenberg 1946). */
export const B_SPLINE: Cubic = (t) => [
  (1 - t) ** 3 / 6,
  ((3 * t - 6) * t * t + 4) / 6,
  (((3 - 3 * t) * t + 3) * t + 1) / 6,
  t ** 3 / 6,
];

/** Cubic interpolation; beyond the border the nearest sample is repeated. */
export function enlarge(source: Plane, { width, height }: Size, cubic = CATMULL_ROM): Plane {
  if (source.width === width && source.height === height) return source;
  const across = createPlane(width, source.height);
  const columns = cubicTaps(source.width, width, cubic);
  for (let y = 0; y < source.height; y++) enlargeRow(source, y, columns, across);
  const result = createPlane(width, height);
  const rows = cubicTaps(source.height, height, cubic);
  for (let y = 0; y < height; y++) blendRows(across, rows, y, result);
  return result;
}

function enlargeRow(source: Plane, y: number, { samples, weights }: CubicTaps, target: Plane): void {
  const { data } = source;
  const { width, data: out } = target;
  const row = y * source.width;
  for (let x = 0, k = 0, i = y * width; x < width; x++, k += 4, i++) {
    out[i] =
      weights[k]! * data[row + samples[k]!]! +
      weights[k + 1]! * data[row + samples[k + 1]!]! +
      weights[k + 2]! * data[row + samples[k + 2]!]! +
      weights[k + 3]! * data[row + samples[k + 3]!]!;
  }
}

function blendRows({ width, data }: Plane, { samples, weights }: CubicTaps, y: number, { data: out }: Plane): void {
  const [r0, r1, r2, r3] = [0, 1, 2, 3].map((n) => samples[4 * y + n]! * width) as [number, number, number, number];
  const [w0, w1, w2, w3] = weights.subarray(4 * y, 4 * y + 4) as unknown as [number, number, number, number];
  for (let x = 0, i = y * width; x < width; x++, i++) {
    out[i] = w0 * data[r0 + x]! + w1 * data[r1 + x]! + w2 * data[r2 + x]! + w3 * data[r3 + x]!;
  }
}

/** Four samples and their weights for each output. */
export interface CubicTaps {
  readonly samples: Int32Array;
  readonly weights: Float64Array;
}

export function cubicTaps(samples: number, outputs: number, cubic: Cubic): CubicTaps {
  const indices = new Int32Array(outputs * 4);
  const weights = new Float64Array(outputs * 4);
  for (let i = 0; i < outputs; i++) {
    const position = ((i + 0.5) * samples) / outputs - 0.5;
    const base = Math.floor(position);
    const t = position - base;
    for (let n = 0; n < 4; n++) indices[i * 4 + n] = Math.min(samples - 1, Math.max(0, base - 1 + n));
    weights.set(cubic(t), i * 4);
  }
  return { samples: indices, weights };
}
