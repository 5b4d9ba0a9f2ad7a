import { createValueNoise } from './value-noise.js';

/** Greatest recession, and sizes of the two octaves of raggedness, in fractions of the printed area's shorter side. */
const DEPTH = 0.012;
const COARSE = { size: 1 / 22, share: 0.65 };
const FINE = { size: 1 / 90, share: 0.35 };

/** How far an edge recedes at a position, in output pixels, 0…`depth`. */
export interface Deckle {
  readonly depth: number;
  readonly recede: (x: number, y: number) => number;
}

/** An edge torn along a ruler: two octaves of seeded noise. */
export function createDeckle(shorterSide: number, seed: number): Deckle {
  const noise = createValueNoise(seed ^ 0x6465636b);
  const depth = DEPTH * shorterSide;
  const [coarse, fine] = [1 / (COARSE.size * shorterSide), 1 / (FINE.size * shorterSide)];
  const recede = (x: number, y: number) =>
    depth * (COARSE.share * noise(x * coarse, y * coarse) + FINE.share * noise(x * fine, y * fine));
  return { depth, recede };
}

export const CLEAN_EDGE: Deckle = { depth: 0, recede: () => 0 };
