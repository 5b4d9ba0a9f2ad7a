import { createRandom } from '../../random.js';
import { gaussianBlur } from '../../filter.js';
import { createPlane, type Plane } from '../../raster.js';
import type { Frame } from '../frame.js';
import { addSurface, drawNearest } from './rasterise.js';
import { createBand, type Band } from '../band.js';
import { createCreases } from './creases.js';
import type { CrumpleRecipe } from './recipes.js';
import { createSheet } from './sheet.js';
import { createSurface, type Surface } from './surface.js';

const { ceil, floor, max, min } = Math;

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

/** From this many pixels a sheet unit on, slopes are drawn with so many times larger pixels. */
const COARSE_FROM = 2400;
const COARSENESS = 2;
/** Blur of these, or creases look like stairs, and the rows it reaches. */
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

/** Draws the relief's height, in sheet units, and slopes. */
export function drawRelief({ frame, folds, creases }: Relief, band: Band): void {
  const scale = band.width / frame.width;
  drawNearest(folds, scale, band);
  for (const surface of creases) addSurface(surface, scale, band);
}

/** Draws the relief's slopes; in large pictures, whose creases are wider than their pixels, from a coarser drawing. */
export function drawSlopes(relief: Relief, band: Band): void {
  if (band.width / relief.frame.width < COARSE_FROM) {
    drawRelief(relief, band);
    return;
  }
  const width = ceil(band.width / COARSENESS);
  const ratio = band.width / width;
  const top = floor((band.top + 0.5) / ratio - 0.5) - HALO;
  const coarse = createBand(width, ceil(band.rows / ratio) + 2 + 2 * HALO, top);
  drawRelief(relief, coarse);
  const smooth = (data: Float32Array) => gaussianBlur({ width, height: coarse.rows, data }, SOFTNESS).data;
  enlarge(smooth(coarse.p), coarse, band.p, band, ratio);
  enlarge(smooth(coarse.q), coarse, band.q, band, ratio);
}

/** Linear between the samples of a plane of a coarser band. */
function enlarge(source: Float32Array, coarse: Band, target: Float32Array, band: Band, ratio: number): void {
  const last = coarse.width - 1;
  const left = new Int32Array(band.width);
  const share = new Float32Array(band.width);
  for (let x = 0; x < band.width; x++) {
    const place = min(last, max(0, (x + 0.5) / ratio - 0.5));
    left[x] = min(last - 1, floor(place));
    share[x] = place - left[x]!;
  }
  const blended = new Float32Array(coarse.width);
  for (let y = 0, to = 0; y < band.rows; y++) {
    const place = (band.top + y + 0.5) / ratio - 0.5 - coarse.top;
    const row = floor(place);
    const down = place - row;
    const upper = row * coarse.width;
    const lower = upper + coarse.width;
    for (let x = 0; x <= last; x++) blended[x] = source[upper + x]! + down * (source[lower + x]! - source[upper + x]!);
    for (let x = 0; x < band.width; x++, to++) {
      const at = left[x]!;
      const value = blended[at]!;
      target[to] = value + share[x]! * (blended[at + 1]! - value);
    }
  }
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
