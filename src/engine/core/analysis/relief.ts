import type { LightDirection } from '../raster.js';
import { createPlane, type Plane } from '../raster.js';
import { gaussianBlur } from '../filter.js';
import { minimise } from './minimise.js';
import { lightVector, reflectance, type LightVector } from './reflectance.js';
import { enlarge, fitWithin, reduce } from './resample.js';
import { createSheetPreconditioner, heightFromShading } from './sheet-filter.js';
import { createSheetObjective, type Shading } from './sheet-objective.js';

/** Evaluations on each grid, coarse to fine, by its longer side. Stopping early is part of the regularisation. */
const GRIDS = [
  { side: 64, evaluations: 12 },
  { side: 128, evaluations: 10 },
] as const;

export const COARSEST = GRIDS[0].side;

/** Finest grid, on which what is left of the shading is added linearly. */
const DETAIL_SIDE = 512;

/** Blur of the coarse sheet, in its grid steps, before detail is added: without it the grid shows as steps along slanting creases. */
const EVENING = 0.8;

/** A first sheet (unit: grid steps), from linear shape from shading. */
export function firstGuess(shading: Shading, light: LightVector): Float64Array {
  const plane = toPlane(shading, shading.data);
  const mean = gaussianBlur(plane, Math.max(shading.width, shading.height) / 6).data;
  const difference = { ...shading, data: shading.data.map((value, i) => value - mean[i]!) };
  return heightFromShading(difference, light, Infinity);
}

/** Height field (unit: its own grid steps) of a sheet, from its shading (1 where it faces the light) and its light. */
export function shapeFromShading(shading: Plane, direction: LightDirection): Plane {
  const light = lightVector(direction);
  let height: Plane | undefined;
  for (const { side, evaluations } of GRIDS) {
    const grid = gridOf(shading, side);
    const point = height ? toGrid(enlargeHeight(height, grid)).data : firstGuess(grid, light);
    minimise(createSheetObjective(grid, light), createSheetPreconditioner(grid, light), point, evaluations);
    height = toPlane(grid, point);
  }
  return addDetail(height!, shading, light);
}

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
  const detail = heightFromShading(
    difference,
    light,
    (6 * Math.max(size.width, size.height)) / Math.max(coarse.width, coarse.height),
  );
  for (let i = 0; i < data.length; i++) data[i]! += detail[i]!;
  return height;
}

/** Enlarges a height field along with its unit, the grid step. */
function enlargeHeight(height: Plane, size: { width: number; height: number }): Plane {
  const scale = Math.max(size.width, size.height) / Math.max(height.width, height.height);
  const enlarged = enlarge(height, size);
  const result = createPlane(size.width, size.height);
  for (let i = 0; i < result.data.length; i++) result.data[i] = enlarged.data[i]! * scale;
  return result;
}

export function gridOf(shading: Plane, side: number): Shading {
  return toGrid(reduce(shading, fitWithin(shading, side)));
}

function toGrid({ width, height, data }: Plane): Shading {
  return { width, height, data: Float64Array.from(data) };
}

function toPlane({ width, height }: { width: number; height: number }, data: Float64Array): Plane {
  return { width, height, data: Float32Array.from(data) };
}
