import { gaussianBlur } from '../filter.js';
import { minimise } from './minimise.js';
import type { LightVector } from './reflectance.js';
import { createSheetFilter } from './sheet-filter.js';
import { createSheetObjective, type Shading } from './sheet-objective.js';

/** Waves longer than about this share of the longer side do not enter the first guess. */
const LONGEST_WAVE = 1 / 6;

/** Fits sheets to one shading, in any light. Heights are in grid steps. */
export interface SheetSolver {
  /** A first sheet, from linear shape from shading. */
  guess(light: LightVector): Float64Array;
  /** Bends a sheet, in place, so that it explains the shading better; returns how ill it still does. */
  refine(light: LightVector, height: Float64Array, evaluations: number): number;
}

export function createSheetSolver(shading: Shading): SheetSolver {
  const filter = createSheetFilter(shading);
  const difference = withoutLongWaves(shading);
  return {
    guess: (light) => filter.heightFromShading(difference, light, Infinity),
    refine: (light, height, evaluations) =>
      minimise(createSheetObjective(shading, light), filter.preconditioner(light), height, evaluations),
  };
}

function withoutLongWaves({ width, height, data }: Shading): Shading {
  const long = gaussianBlur({ width, height, data: new Float32Array(data) }, LONGEST_WAVE * Math.max(width, height));
  const result = new Float64Array(data.length);
  for (let i = 0; i < result.length; i++) result[i] = data[i]! - long.data[i]!;
  return { width, height, data: result };
}
