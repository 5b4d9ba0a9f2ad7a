import { createPlane, type LightDirection, type Plane } from '../raster.js';
import { B_SPLINE, CATMULL_ROM } from '../resample.js';
import { fitWithin, type Size } from '../size.js';
import type { Passes } from './passes/passes.js';
import { lightVector, type LightVector } from './reflectance.js';

/** Evaluations on each grid, coarse to fine, by its longer side. Stopping early is part of the regularisation. */
const GRIDS = [
  { side: 64, evaluations: 30 },
  { side: 128, evaluations: 8 },
] as const;

export const COARSEST = GRIDS[0].side;

/** Waves longer than this many steps of the coarse grid are left to the coarse sheet. */
const LONGEST_DETAIL = 6;
/**
 * Blur of the coarse sheet, in its grid steps, before detail is added, besides that of the spline by which it is enlarged: else
 * the grid shows, along slanting creases and as faint lines where the sheet is flat.
 */
const EVENING = 0.55;

/**
 * Height field (unit: its own grid steps) of a sheet, from its shading and its light.
 *
 * @param shading 1 where the sheet faces the light; what is left of it is added on its own grid
 * @param coarse the same at no more than half the resolution
 * @param sheet heights on the coarsest grid to begin with, in grid steps; changed
 */
export function shapeFromShading(
  shading: Plane,
  coarse: Plane,
  direction: LightDirection,
  sheet: Plane,
  passes: Passes,
): Plane {
  const light = lightVector(direction);
  let height = sheet;
  for (const { side, evaluations } of GRIDS) {
    const grid = fitWithin(coarse, side);
    height = enlargeHeight(height, grid, passes);
    passes.solver(grid).refine(passes.reduceBetween(coarse, grid), light, height, evaluations);
  }
  return addDetail(height, shading, light, passes);
}

/** Adds what the coarse sheet leaves unexplained of the shading, by linear shape from shading. */
function addDetail(coarse: Plane, shading: Plane, light: LightVector, passes: Passes): Plane {
  const height = enlargeHeight(passes.blur(coarse, EVENING), shading, passes, B_SPLINE);
  const difference = passes.unexplained(shading, height, light);
  const longest = (LONGEST_DETAIL * Math.max(shading.width, shading.height)) / Math.max(coarse.width, coarse.height);
  const detail = passes.solver(shading).guess(difference, light, longest).data;
  for (let i = 0; i < detail.length; i++) height.data[i]! += detail[i]!;
  return height;
}

/** Enlarges a height field along with its unit, the grid step. */
function enlargeHeight(height: Plane, size: Size, passes: Passes, cubic = CATMULL_ROM): Plane {
  const scale = Math.max(size.width, size.height) / Math.max(height.width, height.height);
  const enlarged = passes.enlarge(height, size, cubic);
  const result = createPlane(size.width, size.height);
  for (let i = 0; i < result.data.length; i++) result.data[i] = enlarged.data[i]! * scale;
  return result;
}
