import { createValueNoise } from './value-noise.js';

/** Greatest recession, and sizes of the two octaves of raggedness, in fractions of the printed area's shorter side. */
const DEPTH = 0.012;
const COARSE = { size: 1 / 22, share: 0.65 };
const FINE = { size: 1 / 90, share: 0.35 };

/** A ragged edge: its depth in output pixels, and the two octaves' lattice steps to a pixel. */
export interface DeckleShape {
  readonly depth: number;
  readonly coarse: number;
  readonly fine: number;
  /** Of the lattice. */
  readonly seed: number;
}

/** How far an edge recedes at a position, in output pixels, 0…`depth`. */
export interface Deckle {
  readonly depth: number;
  readonly recede: (x: number, y: number) => number;
}

export function deckleShape(shorterSide: number, seed: number): DeckleShape {
  return {
    depth: DEPTH * shorterSide,
    coarse: 1 / (COARSE.size * shorterSide),
    fine: 1 / (FINE.size * shorterSide),
    seed: seed ^ 0x6465636b,
  };
}

/** An edge torn along a ruler: two octaves of seeded noise. */
export function createDeckle(shorterSide: number, seed: number): Deckle {
  const { depth, coarse, fine, seed: latticeSeed } = deckleShape(shorterSide, seed);
  const noise = createValueNoise(latticeSeed);
  const recede = (x: number, y: number) =>
    depth * (COARSE.share * noise(x * coarse, y * coarse) + FINE.share * noise(x * fine, y * fine));
  return { depth, recede };
}

export const CLEAN_EDGE: Deckle = { depth: 0, recede: () => 0 };
