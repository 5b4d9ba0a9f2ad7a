import { gaussianBlur } from '../filter.js';
import type { Plane } from '../raster.js';
import { minimise } from './minimise.js';
import type { LightVector } from './reflectance.js';
import { reduce, reduceBetween } from '../resample.js';
import type { Size } from '../size.js';
import { createSheetFilter } from './sheet-filter.js';
import { createSheetObjective, type Grid } from './sheet-objective.js';

/** Waves longer than about this share of the longer side do not enter the first guess. */
const LONGEST_WAVE = 1 / 6;

/** Fits sheets to one shading, in any light. Heights are in grid steps. */
export interface SheetSolver {
  /** A first sheet, from linear shape from shading. */
  guess(light: LightVector): Float64Array;
  /** Bends a sheet, in place, so that it explains the shading better; returns how ill it still does. */
  refine(light: LightVector, height: Float64Array, evaluations: number): number;
}

/** @param size of the sheets, no larger than the shading */
export function createSheetSolver(shading: Plane, size: Size): SheetSolver {
  const filter = createSheetFilter(size);
  const difference = withoutLongWaves(reduce(shading, size));
  const cells = toGrid(reduceBetween(shading, size));
  return {
    guess: (light) => filter.heightFromShading(difference, light, Infinity),
    refine: (light, height, evaluations) =>
      minimise(createSheetObjective(cells, light), filter.preconditioner(light), height, evaluations),
  };
}

function withoutLongWaves(plane: Plane): Grid {
  const long = gaussianBlur(plane, LONGEST_WAVE * Math.max(plane.width, plane.height));
  const result = toGrid(plane);
  for (let i = 0; i < result.data.length; i++) result.data[i]! -= long.data[i]!;
  return result;
}

export function toGrid({ width, height, data }: Plane): Grid {
  return { width, height, data: new Float64Array(data) };
}
