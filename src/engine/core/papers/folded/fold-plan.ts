import { createRandom } from '../../random.js';
import type { Frame } from '../frame.js';

/** One crease across the whole sheet. Lengths in sheet units. */
export interface Crease {
  /** Where it runs: x of one that runs down, y of one that runs across. */
  readonly at: number;
  /** Change of slope across it: positive for a ridge, negative for a valley. */
  readonly bend: readonly number[];
  /** How far from the crease the paper is still bent. */
  readonly reach: number;
  /** Roundness of the crease itself. */
  readonly radius: number;
  /** How it strays from the straight: wave numbers, phases. */
  readonly phase: number;
}

export interface FoldPlan {
  readonly down: readonly Crease[];
  readonly across: readonly Crease[];
}

/** Depth of a fold's bend at strength 0.5. */
const BEND = 0.42;
/** A fold keeps this much of its bend in the least bent stretch. */
const LEAST_SHARE = 0.55;

/**
 * A sheet folded in half again and again, then opened: creases at equal distances, ridges and valleys in the order that
 * halving leaves them in, each stretch between two crossings bent differently.
 */
export function planFolds(seed: number, frame: Frame, columns: number, rows: number): FoldPlan {
  const random = createRandom(seed ^ 0x666f6c64);
  const creases = (count: number, length: number, stretches: number): Crease[] =>
    Array.from({ length: count - 1 }, (_, k) => {
      // Halved once, the middle is a valley; each further halving makes ridges and valleys in turn.
      const isMiddle = 2 * (k + 1) === count;
      const ridge = isMiddle ? -1 : k % 2 === 0 ? 1 : -1;
      return {
        at: ((k + 1) / count + 0.006 * random.normal()) * length,
        bend: Array.from({ length: stretches }, (_unused, stretch) => {
          // Where an earlier fold lies across, the paper was folded the other way on its far side.
          const turned = stretches > 1 && !isMiddle && stretch % 2 === 1 ? -1 : 1;
          return ridge * turned * BEND * (LEAST_SHARE + (1 - LEAST_SHARE) * 2 * random.uniform());
        }),
        reach: (0.16 + 0.1 * random.uniform()) * (length / count),
        radius: 0.0004 + 0.0004 * random.uniform(),
        phase: 2 * Math.PI * random.uniform(),
      };
    });
  return { down: creases(columns, frame.width, rows), across: creases(rows, frame.height, columns) };
}
