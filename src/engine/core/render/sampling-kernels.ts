import { halvingResponse } from './halving-filter.js';

/** Steps of scale, from 1 to {@link GREATEST_SCALE} pixels of a level to an output pixel. */
export const SCALE_STEPS = 10;
/** Steps from one scale to the next whole one. */
export const STEPS_PER_SCALE = 8;
/**
 * Scale from which on a smaller level is better: up to here four taps of this one come nearer to the ideal low-pass than four
 * of one that is halved once more.
 */
export const GREATEST_SCALE = 1 + (SCALE_STEPS - 1) / STEPS_PER_SCALE;
/** The art itself has one set of kernels, its reduced sizes another. */
export const KERNEL_SETS = 2;
/** Sub-pixel positions. */
export const PHASES = 256;
/** Fixed-point one of the weights. */
export const WEIGHT_ONE = 16384;

/** Sharpness of the cubic kernel used up to scale 1 (Keys 1981); between Catmull-Rom (−0.5) and OpenCV's (−0.75). */
const CUBIC = -0.6;
/** Spectral power of natural pictures falls as 1/f³ (one dimension, with a floor that keeps the lowest finite). */
const spectrum = (frequency: number) => 1 / (frequency ** 3 + 0.0004);
/** How much worse detail is that comes back coarser, as it is too fine for the output, than detail that is lost. */
const ALIASING = 1.5;
const FREQUENCIES = 48;

let scaleAdaptive: Int16Array | undefined;
let bilinear: Int16Array | undefined;

/**
 * Four-tap weights, `[set][step][phase][tap]`, each four summing to {@link WEIGHT_ONE}. Tap k stands at k − 1 pixels from the
 * pixel below the position. Step 0 of the art itself is the exact cubic; the others are the four taps that come nearest, in
 * the least-squares sense over the spectrum of natural pictures, to a Lanczos-3 low-pass for their scale. Those of reduced
 * sizes come nearest to it together with the halving before them, so they give back what that and they themselves blur.
 */
export function scaleAdaptiveKernels(): Int16Array {
  scaleAdaptive ??= buildKernels();
  return scaleAdaptive;
}

/** Linear interpolation at every scale, in the same layout. */
export function bilinearKernels(): Int16Array {
  bilinear ??= Int16Array.from({ length: KERNEL_SETS * SCALE_STEPS * PHASES * 4 }, (_, i) => {
    const weight = Math.round((((i >> 2) % PHASES) / PHASES) * WEIGHT_ONE);
    return [0, WEIGHT_ONE - weight, weight, 0][i & 3]!;
  });
  return bilinear;
}

function buildKernels(): Int16Array {
  const table = new Int16Array(KERNEL_SETS * SCALE_STEPS * PHASES * 4);
  const put = (set: number, step: number, weightsAt: (position: number) => readonly number[]) => {
    const start = (set * SCALE_STEPS + step) * PHASES;
    for (let phase = 0; phase <= PHASES / 2; phase++) {
      const weights = quantise(weightsAt(phase / PHASES));
      table.set(weights, (start + phase) * 4);
      if (phase > 0) table.set(weights.toReversed(), (start + PHASES - phase) * 4);
    }
  };
  for (let step = 0; step < SCALE_STEPS; step++) {
    const scale = 1 + step / STEPS_PER_SCALE;
    put(0, step, step === 0 ? cubic : leastSquares(scale, 1, () => 1));
    put(1, step, leastSquares(2 * scale, 2, halvingResponse));
  }
  return table;
}

function cubic(position: number): number[] {
  return [-1, 0, 1, 2].map((tap) => {
    const d = Math.abs(tap - position);
    if (d < 1) return ((CUBIC + 2) * d - (CUBIC + 3)) * d * d + 1;
    return d < 2 ? ((CUBIC * d - 5 * CUBIC) * d + 8 * CUBIC) * d - 4 * CUBIC : 0;
  });
}

/** Rounded so that the sum is exact; the rounding error goes to the greatest weight. */
function quantise(weights: readonly number[]): number[] {
  const rounded = weights.map((weight) => Math.round(weight * WEIGHT_ONE));
  const greatest = rounded.indexOf(Math.max(...rounded));
  rounded[greatest] = rounded[greatest]! + WEIGHT_ONE - rounded.reduce((sum, weight) => sum + weight, 0);
  return rounded;
}

const frequencyOf = (index: number) => ((index + 0.25) / FREQUENCIES) * 0.5;

/** Frequency response of a Lanczos-3 kernel widened by `scale`. */
function lanczosResponse(scale: number): Float64Array {
  const samples = 200;
  const sinc = (x: number) => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));
  const offsets = Array.from({ length: 2 * samples + 1 }, (_, i) => (3 * (i - samples)) / samples);
  const weights = offsets.map((x) => sinc(x) * sinc(x / 3));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return Float64Array.from({ length: FREQUENCIES }, (_, i) => {
    const turn = 2 * Math.PI * frequencyOf(i) * scale;
    return weights.reduce((total, weight, k) => total + weight * Math.cos(turn * offsets[k]!), 0) / sum;
  });
}

/**
 * Minimises ∫ S(f) |L(f) − H(f) Σ wₖ e^{2πif·spacing·(k−1−position)}|² df subject to Σ wₖ = 1, by its normal equations: the
 * frequencies f are in cycles an art pixel, L is the ideal low-pass for the scale and H what is left of them already.
 *
 * @param scale art pixels to an output pixel
 * @param spacing art pixels from tap to tap
 * @returns by position, the four weights
 */
function leastSquares(scale: number, spacing: number, left: (frequency: number) => number) {
  const ideal = lanczosResponse(scale);
  const power = ideal.map((_, i) => {
    const f = frequencyOf(i);
    return spectrum(f) * left(f) * (f * scale > 0.5 ? ALIASING : 1);
  });
  const turn = (f: number, taps: number) => Math.cos(2 * Math.PI * f * spacing * taps);
  const correlation = [0, 1, 2, 3].map((lag) => integrate((f, i) => power[i]! * left(f) * turn(f, lag)));
  const normal = [0, 1, 2, 3].map((row) => [0, 1, 2, 3].map((column) => correlation[Math.abs(row - column)]!));
  const unconstrained = inverseOf(normal);
  const sums = unconstrained.map((row) => row.reduce((total, value) => total + value, 0));
  const total = sums.reduce((sum, value) => sum + value, 0);
  return (position: number) => {
    const target = [-1, 0, 1, 2].map((tap) => integrate((f, i) => power[i]! * ideal[i]! * turn(f, tap - position)));
    const free = unconstrained.map((row) => row.reduce((sum, value, k) => sum + value * target[k]!, 0));
    const excess = free.reduce((sum, value) => sum + value, 0) - 1;
    return free.map((value, k) => value - (excess * sums[k]!) / total);
  };
}

function integrate(value: (frequency: number, index: number) => number): number {
  let sum = 0;
  for (let i = 0; i < FREQUENCIES; i++) sum += value(frequencyOf(i), i);
  return sum;
}

/** Gauss–Jordan elimination; the matrix is symmetric positive definite, so no pivoting is needed. */
function inverseOf(matrix: readonly (readonly number[])[]): number[][] {
  const size = matrix.length;
  const work = matrix.map((row, i) => [...row, ...row.map((_, k) => (k === i ? 1 : 0))]);
  for (let pivot = 0; pivot < size; pivot++) {
    const row = work[pivot]!;
    const scale = row[pivot]!;
    work[pivot] = row.map((value) => value / scale);
    for (let other = 0; other < size; other++) {
      if (other === pivot) continue;
      const factor = work[other]![pivot]!;
      work[other] = work[other]!.map((value, k) => value - factor * work[pivot]![k]!);
    }
  }
  return work.map((row) => row.slice(size));
}
