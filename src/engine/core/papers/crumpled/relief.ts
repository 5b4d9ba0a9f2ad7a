import { createRandom } from '../../random.js';
import { createPlane, type Plane } from '../../raster.js';
import type { Frame } from '../frame.js';
import { addSurface, drawNearest } from './rasterise.js';
import { createBand, type Band } from '../band.js';
import type { CrumpleRecipe, LayerOptions } from './recipes.js';
import { createSheet } from './sheet.js';
import { createSurface, type Surface } from './surface.js';

/** The shape of a paper: the heights of two surfaces added, at any resolution. */
export interface Relief {
  readonly frame: Frame;
  readonly folds: Surface;
  readonly wrinkles: Surface;
}

/** Height of the relief at strength 0 and its growth to strength 1, in heights of the relaxed sheet. */
const LEAST_DEPTH = 0.12;
const DEPTH_GROWTH = 1.76;

/** @param strength 0…1; at 0.5 the sheet has the depth that its recipe gives. */
export function createRelief(recipe: CrumpleRecipe, seed: number, frame: Frame, strength: number): Relief {
  const random = createRandom(seed);
  const depth = LEAST_DEPTH + DEPTH_GROWTH * strength;
  const layer = (options: LayerOptions, factor: number) =>
    createSurface(createSheet(random, frame, options), options.creaseAngle, factor);
  const folds = layer(recipe.folds, recipe.depth * depth);
  // Squeezing the paper harder deepens its folds; the dents on the facets stay as they are.
  return { frame, folds, wrinkles: layer(recipe.wrinkles, Math.min(1, depth)) };
}

/** Draws the relief's height, in sheet units, and slopes. */
export function drawRelief({ frame, folds, wrinkles }: Relief, band: Band): void {
  const scale = band.width / frame.width;
  drawNearest(folds, scale, band);
  addSurface(wrinkles, scale, band);
}

/** The height of the whole frame in pixels of a plane of the given size. */
export function drawHeight(relief: Relief, width: number, height: number): Plane {
  const band = createBand(width, height, 0);
  drawRelief(relief, band);
  const scale = width / relief.frame.width;
  const plane = createPlane(width, height);
  for (let i = 0; i < plane.data.length; i++) plane.data[i] = scale * band.z[i]!;
  return plane;
}
