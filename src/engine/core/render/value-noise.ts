import { createRandom } from '../random.js';

/** Side of the lattice; the noise repeats beyond it. A power of two. */
const SIDE = 64;
/** Deviation of uniform lattice values, smoothly interpolated: √(1/12) times √(1 − 2·∫s(1−s))² with s the smoothstep. */
const DEVIATION = Math.sqrt(1 / 12) * (1 - 2 * (1 / 2 - 13 / 35));

/** Smoothly interpolated random values. */
export type ValueNoise = (x: number, y: number) => number;

/** Rows of {@link SIDE} random values. */
export function latticeOf(seed: number): Float32Array {
  const random = createRandom(seed);
  return Float32Array.from({ length: SIDE * SIDE }, () => random.uniform());
}

/** Values 0…1, one at each whole position; mean ½. */
export function createValueNoise(seed: number): ValueNoise {
  const lattice = latticeOf(seed);
  return (x, y) => {
    const column = Math.floor(x);
    const row = Math.floor(y);
    const left = column & (SIDE - 1);
    const right = (column + 1) & (SIDE - 1);
    const top = (row & (SIDE - 1)) * SIDE;
    const bottom = ((row + 1) & (SIDE - 1)) * SIDE;
    const s = smoothstep(x - column);
    const above = lattice[top + left]! + (lattice[top + right]! - lattice[top + left]!) * s;
    const below = lattice[bottom + left]! + (lattice[bottom + right]! - lattice[bottom + left]!) * s;
    return above + (below - above) * smoothstep(y - row);
  };
}

/** The same with zero mean and the given deviation, one random value to each square of `grid` by `grid`. */
export function createDeviatingNoise(seed: number, deviation: number, grid: number): ValueNoise {
  const noise = createValueNoise(seed);
  const [weight, frequency] = [deviation / DEVIATION, 1 / grid];
  return (x, y) => weight * (noise(x * frequency, y * frequency) - 0.5);
}

const smoothstep = (t: number) => t * t * (3 - 2 * t);
