import { createRandom } from '../../random.js';
import { gaussianBlur } from '../../filter.js';
import { createPlane, type Plane } from '../../raster.js';
import type { Frame } from '../frame.js';
import { addSlopes, addSurface, drawNearest } from './rasterise.js';
import { createBand, type Band } from '../band.js';
import { createCreases } from './creases.js';
import type { CrumpleRecipe } from './recipes.js';
import { createSheet } from './sheet.js';
import { createSurface, type Surface } from './surface.js';

/** The shape of a paper: the heights of its surfaces added, at any resolution. */
export interface Relief {
  readonly frame: Frame;
  /** The sheet as a whole; it may lie over itself. */
  readonly folds: Surface;
  /** What lies on it. */
  readonly creases: readonly Surface[];
}

/** Height of the relief at strength 0 and its growth to strength 1, in heights of the relaxed sheet. */
const LEAST_DEPTH = 0.12;
const DEPTH_GROWTH = 1.76;

/** From this many pixels a sheet unit on, creases are wider than their pixels and would look like stairs: they are softened. */
const SOFT_FROM = 2400;
/** Deviation in pixels, and the rows that it reaches. */
const SOFTNESS = 0.75;
const HALO = 3;

/** @param strength 0…1; at 0.5 the sheet has the depth that its recipe gives. */
export function createRelief(recipe: CrumpleRecipe, seed: number, frame: Frame, strength: number): Relief {
  const random = createRandom(seed);
  const depth = LEAST_DEPTH + DEPTH_GROWTH * strength;
  const folds = createSurface(createSheet(random, frame, recipe.folds), recipe.folds.creaseAngle, recipe.depth * depth);
  const creases = recipe.creases.map((options) => createCreases(random, frame, options, depth));
  // Squeezing the paper harder deepens its folds; the dents on the facets stay as they are.
  const dents = createCreases(random, frame, recipe.dents, Math.min(1, depth));
  return { frame, folds, creases: [...creases, dents] };
}

/** Draws the relief's slopes; of the height only what it takes to tell which fold lies on top. */
export function drawSlopes(relief: Relief, band: Band): void {
  if (band.width / relief.frame.width < SOFT_FROM) {
    drawSharpSlopes(relief, band);
    return;
  }
  const { width, rows } = band;
  const wider = createBand(width, rows + 2 * HALO, band.top - HALO);
  drawSharpSlopes(relief, wider);
  const inner = (data: Float32Array) =>
    gaussianBlur({ width, height: wider.rows, data }, SOFTNESS).data.subarray(HALO * width, (HALO + rows) * width);
  band.p.set(inner(wider.p));
  band.q.set(inner(wider.q));
}

function drawSharpSlopes({ frame, folds, creases }: Relief, band: Band): void {
  const scale = band.width / frame.width;
  drawNearest(folds, scale, band);
  for (const surface of creases) addSlopes(surface, scale, band);
}

/** The height of the whole frame in pixels of a plane of the given size. */
export function drawHeight(relief: Relief, width: number, height: number): Plane {
  const band = createBand(width, height, 0);
  const scale = width / relief.frame.width;
  drawNearest(relief.folds, scale, band);
  for (const surface of relief.creases) addSurface(surface, scale, band);
  const plane = createPlane(width, height);
  for (let i = 0; i < plane.data.length; i++) plane.data[i] = scale * band.z[i]!;
  return plane;
}
