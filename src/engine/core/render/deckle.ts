import { createRandom } from '../random.js';

const SIDE = 64;
/** Greatest recession, and sizes of the two octaves of raggedness, in fractions of the printed area's shorter side. */
const DEPTH = 0.012;
const SIZES = [1 / 22, 1 / 90] as const;
const SHARES = [0.65, 0.35] as const;

/** How far a deckle edge recedes at a position, in output pixels, 0…`depth`. */
export interface Deckle {
  readonly depth: number;
  readonly recede: (x: number, y: number) => number;
}

/** An edge torn along a ruler: two octaves of seeded value noise. */
export function createDeckle(shorterSide: number, seed: number): Deckle {
  const random = createRandom(seed ^ 0x6465636b);
  const lattice = Float32Array.from({ length: SIDE * SIDE }, () => random.uniform());
  const depth = DEPTH * shorterSide;
  const perPixel = SIZES.map((size) => 1 / (size * shorterSide));
  const recede = (x: number, y: number) =>
    depth *
    (SHARES[0] * noise(lattice, x * perPixel[0]!, y * perPixel[0]!) +
      SHARES[1] * noise(lattice, x * perPixel[1]!, y * perPixel[1]!));
  return { depth, recede };
}

export const CLEAN_EDGE: Deckle = { depth: 0, recede: () => 0 };

/** Value noise: smoothly interpolated lattice values, 0…1, periodic. */
function noise(lattice: Float32Array, x: number, y: number): number {
  const column = Math.floor(x);
  const row = Math.floor(y);
  const s = smooth(x - column);
  const t = smooth(y - row);
  const at = (dx: number, dy: number) => lattice[((row + dy) & (SIDE - 1)) * SIDE + ((column + dx) & (SIDE - 1))]!;
  const top = at(0, 0) + (at(1, 0) - at(0, 0)) * s;
  const bottom = at(0, 1) + (at(1, 1) - at(0, 1)) * s;
  return top + (bottom - top) * t;
}

const smooth = (t: number) => t * t * (3 - 2 * t);
