import { createRandom } from '../random.js';

/** Side of the lattice; the noise repeats beyond it. A power of two. */
const SIDE = 64;
/** Deviation of uniform lattice values, smoothly interpolated: √(1/12) times √(1 − 2·∫s(1−s))² with s the smoothstep. */
export const VALUE_NOISE_DEVIATION = Math.sqrt(1 / 12) * (1 - 2 * (1 / 2 - 13 / 35));

/** Smoothly interpolated random values, 0…1, one at each whole position; mean ½. */
export type ValueNoise = (x: number, y: number) => number;

/** Rows of {@link SIDE} random values. */
export function latticeOf(seed: number): Float32Array {
  const random = createRandom(seed);
  return Float32Array.from({ length: SIDE * SIDE }, () => random.uniform());
}

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

const smoothstep = (t: number) => t * t * (3 - 2 * t);
