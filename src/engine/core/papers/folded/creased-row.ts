import type { Crease } from './fold-plan.js';

const { abs, exp, max, min, sqrt } = Math;

/** Reaches beyond which a crease is not felt. */
export const FAR = 6;
/** How far paper is bruised beside a crease, sheet units. */
export const BRUISE_REACH = 0.007;
/** Where bruises and soiling have faded to what no sum can hold any more: in reaches, and in widths of the soiled line. */
const BRUISED = 16;
const SOILED = 6;

/** How a crease passes each column of a row. */
export interface Run {
  /** Whose distance from one place is that of the column from the crease, sheet units. */
  readonly places: Float32Array;
  /** Change of slope across the crease. */
  readonly bends: Float32Array;
}

/** Of a crease of unit bend: its height is an exponential that rises from a rounded tip. */
export type CreaseShape = Pick<Crease, 'reach' | 'radius'>;

/** A row of a picture over which creases run: what they do to each of its columns. */
export interface CreasedRow {
  /** Sheet units. */
  readonly height: Float32Array;
  /** How strongly the paper is bruised there, and how deeply soiled, 0…1. */
  readonly near: Float32Array;
  readonly soil: Float32Array;
  /** A row without creases. */
  clear(): void;
  /** Adds a crease to the columns between. @param bend factor of the run's */
  add(shape: CreaseShape, run: Run, along: number, bend: number, from: number, end: number): void;
}

/** @param widthsPerUnit of the soiled line in a sheet unit; a width is the deviation of its profile times √2 */
export function createCreasedRow(width: number, widthsPerUnit: number): CreasedRow {
  const values = () => new Float32Array(width);
  const [height, near, soil] = [values(), values(), values()];
  return {
    height,
    near,
    soil,
    clear: () => [height, near, soil].forEach((row) => row.fill(0)),
    add: ({ reach, radius }, { places, bends }, along, factor, from, end) => {
      for (let x = from; x < end; x++) {
        const distance = abs(along - places[x]!);
        const bend = factor * bends[x]!;
        const rise = exp((radius - sqrt(distance * distance + radius * radius)) / reach);
        height[x] = height[x]! + 0.5 * reach * rise * bend;
        if (distance > BRUISED * BRUISE_REACH) continue;
        near[x] = max(near[x]!, exp(-distance / BRUISE_REACH) * min(1, 3 * abs(bend)));
        const widths = distance * widthsPerUnit;
        if (widths <= SOILED) soil[x] = max(soil[x]!, exp(-(widths * widths)));
      }
    },
  };
}
