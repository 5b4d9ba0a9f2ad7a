/** Steps of scale, from 1 to 2 art pixels to an output pixel. */
export const SCALE_STEPS = 9;
/** Sub-pixel positions. */
export const PHASES = 256;
/** Fixed-point one of the weights. */
export const WEIGHT_ONE = 16384;

/** Sharpness of the cubic kernel used up to scale 1 (Keys 1981); between Catmull-Rom (−0.5) and OpenCV's (−0.75). */
const CUBIC = -0.6;
/** Spectral power of natural pictures falls as 1/f³ (one dimension, with a floor that keeps the lowest finite). */
const spectrum = (frequency: number) => 1 / (frequency ** 3 + 0.0004);
const FREQUENCIES = 48;

let scaleAdaptive: Int16Array | undefined;
let bilinear: Int16Array | undefined;

/**
 * Four-tap weights, `[step][phase][tap]`, each four summing to {@link WEIGHT_ONE}. Tap k stands at k − 1 pixels from the
 * pixel below the position. Step 0 is the exact cubic; the others are the four taps that come nearest, in the least-squares
 * sense over the spectrum of natural pictures, to a Lanczos-3 low-pass for their scale.
 */
export function scaleAdaptiveKernels(): Int16Array {
  scaleAdaptive ??= buildKernels();
  return scaleAdaptive;
}

/** Linear interpolation at every scale, in the same layout. */
export function bilinearKernels(): Int16Array {
  bilinear ??= Int16Array.from({ length: SCALE_STEPS * PHASES * 4 }, (_, i) => {
    const weight = Math.round((((i >> 2) % PHASES) / PHASES) * WEIGHT_ONE);
    return [0, WEIGHT_ONE - weight, weight, 0][i & 3]!;
  });
  return bilinear;
}

function buildKernels(): Int16Array {
  const table = new Int16Array(SCALE_STEPS * PHASES * 4);
  const solve = leastSquaresSolver();
  for (let step = 0; step < SCALE_STEPS; step++) {
    const response = step === 0 ? undefined : lanczosResponse(1 + step / (SCALE_STEPS - 1));
    for (let phase = 0; phase < PHASES; phase++) {
      const position = phase / PHASES;
      table.set(quantise(response ? solve(response, position) : cubic(position)), (step * PHASES + phase) * 4);
    }
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

type Solver = (response: Float64Array, position: number) => number[];

/** Minimises ∫ S(f) |response(f) − Σ wₖ e^{2πif(k−1−position)}|² df subject to Σ wₖ = 1, by its normal equations. */
function leastSquaresSolver(): Solver {
  const power = Float64Array.from({ length: FREQUENCIES }, (_, i) => spectrum(frequencyOf(i)));
  const correlation = [0, 1, 2, 3].map((lag) => integrate((f, i) => power[i]! * Math.cos(2 * Math.PI * f * lag)));
  const normal = [0, 1, 2, 3].map((row) => [0, 1, 2, 3].map((column) => correlation[Math.abs(row - column)]!));
  const unconstrained = inverseOf(normal);
  const sums = unconstrained.map((row) => row.reduce((total, value) => total + value, 0));
  const total = sums.reduce((sum, value) => sum + value, 0);
  return (response, position) => {
    const target = [-1, 0, 1, 2].map((tap) =>
      integrate((f, i) => power[i]! * response[i]! * Math.cos(2 * Math.PI * f * (tap - position))),
    );
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
