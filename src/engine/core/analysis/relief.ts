import { gaussianBlur } from '../filter.js';
import { createPlane, type LightDirection, type Plane } from '../raster.js';
import { lightVector, reflectance, type LightVector } from './reflectance.js';
import { enlarge, reduce } from '../resample.js';
import { fitWithin, type Size } from '../size.js';
import { createSheetFilter } from './sheet-filter.js';
import { createSheetSolver, toGrid } from './sheet-solver.js';

/** Evaluations on each grid, coarse to fine, by its longer side. Stopping early is part of the regularisation. */
const GRIDS = [
  { side: 64, evaluations: 30 },
  { side: 128, evaluations: 8 },
] as const;

export const COARSEST = GRIDS[0].side;

/** Finest grid, on which what is left of the shading is added linearly. */
const DETAIL_SIDE = 512;
/** Waves longer than this many steps of the coarse grid are left to the coarse sheet. */
const LONGEST_DETAIL = 6;
/** Blur of the coarse sheet, in its grid steps, before detail is added: else the grid shows along slanting creases. */
const EVENING = 0.8;

/**
 * Height field (unit: its own grid steps) of a sheet, from its shading and its light.
 *
 * @param shading 1 where the sheet faces the light
 * @param sheet heights on the coarsest grid to begin with, in grid steps; changed
 */
export function shapeFromShading(shading: Plane, direction: LightDirection, sheet: Float64Array): Plane {
  const light = lightVector(direction);
  const [coarsest, ...finer] = GRIDS;
  const first = fitWithin(shading, coarsest.side);
  createSheetSolver(shading, first).refine(light, sheet, coarsest.evaluations);
  let height = toPlane(first, sheet);
  for (const { side, evaluations } of finer) {
    const grid = fitWithin(shading, side);
    const { data } = toGrid(enlargeHeight(height, grid));
    createSheetSolver(shading, grid).refine(light, data, evaluations);
    height = toPlane(grid, data);
  }
  return addDetail(height, shading, light);
}

/** Adds what the coarse sheet leaves unexplained of the shading, by linear shape from shading. */
function addDetail(coarse: Plane, shading: Plane, light: LightVector): Plane {
  const size = fitWithin(shading, DETAIL_SIDE);
  const observed = reduce(shading, size);
  const height = enlargeHeight(gaussianBlur(coarse, EVENING), size);
  const difference = toGrid(observed);
  const { width, data } = height;
  for (let y = 0, i = 0; y < size.height; y++) {
    const below = y + 1 < size.height ? width : 0;
    for (let x = 0; x < width; x++, i++) {
      const right = x + 1 < width ? 1 : 0;
      difference.data[i]! -= reflectance(data[i + right]! - data[i]!, data[i + below]! - data[i]!, light);
    }
  }
  const longest = (LONGEST_DETAIL * Math.max(size.width, size.height)) / Math.max(coarse.width, coarse.height);
  const detail = createSheetFilter(size).heightFromShading(difference, light, longest);
  for (let i = 0; i < data.length; i++) data[i]! += detail[i]!;
  return height;
}

/** Enlarges a height field along with its unit, the grid step. */
function enlargeHeight(height: Plane, size: Size): Plane {
  const scale = Math.max(size.width, size.height) / Math.max(height.width, height.height);
  const enlarged = enlarge(height, size);
  const result = createPlane(size.width, size.height);
  for (let i = 0; i < result.data.length; i++) result.data[i] = enlarged.data[i]! * scale;
  return result;
}

function toPlane({ width, height }: Size, data: Float64Array): Plane {
  return { width, height, data: new Float32Array(data) };
}
