import { createRandom } from '../../random.js';
import { createPlane, type Plane } from '../../raster.js';
import type { Frame } from './mesh.js';
import { addSurface, createBand, drawNearest, type Band } from './rasterise.js';
import { createSheet, type SheetOptions } from './sheet.js';
import { createSurface, type Surface } from './surface.js';

/** The shape of a paper: the heights of two surfaces added, at any resolution. */
export interface Relief {
  readonly frame: Frame;
  readonly folds: Surface;
  readonly wrinkles: Surface;
}

interface LayerOptions extends SheetOptions {
  /** See cornerSlopes. */
  readonly creaseAngle: number;
}

/** The folds one sees: large facets between points where sharp creases meet. */
const FOLDS: LayerOptions = {
  creaseAngle: 18,
  spacing: 0.043,
  variation: 0.25,
  excess: 1.07,
  confinement: 0.01,
  jitter: 0.02,
  refinements: 3,
  rounds: [250, 80, 40, 16],
  facetStiffness: 0.2,
  ridgeStiffness: [0, 0.1],
  valleyStiffness: [0.05, 0.3],
};

/** Small dents and faint creases across the facets. */
const WRINKLES: LayerOptions = {
  creaseAngle: 4,
  spacing: 0.019,
  variation: 0.4,
  excess: 1.0025,
  confinement: 0,
  jitter: 0.06,
  refinements: 1,
  rounds: [60, 10],
  facetStiffness: 0.1,
  ridgeStiffness: [0, 0.1],
  valleyStiffness: [0, 0.2],
};

/** Height of the relief at strength 0 and its growth to strength 1, in heights of the relaxed sheet. */
const LEAST_DEPTH = 0.12;
const DEPTH_GROWTH = 1.76;

/** @param strength 0…1; at 0.5 the sheet has the depth that it found by itself. */
export function createRelief(seed: number, frame: Frame, strength: number): Relief {
  const random = createRandom(seed);
  const depth = LEAST_DEPTH + DEPTH_GROWTH * strength;
  const folds = createSurface(createSheet(random, frame, FOLDS), FOLDS.creaseAngle, depth);
  // Squeezing the paper harder deepens its folds; the dents on the facets stay as they are.
  const wrinkles = createSurface(createSheet(random, frame, WRINKLES), WRINKLES.creaseAngle, Math.min(1, depth));
  return { frame, folds, wrinkles };
}

/** Draws rows of the relief for a picture of `width` pixels. */
export function drawRelief({ frame, folds, wrinkles }: Relief, width: number, rows: number, top: number): Band {
  const band = createBand(width, rows, top);
  const scale = width / frame.width;
  drawNearest(folds, scale, band);
  addSurface(wrinkles, scale, band);
  return band;
}

/** The height of the whole frame in pixels of a plane of the given size, zero mean. */
export function drawHeight(relief: Relief, width: number, height: number): Plane {
  const { z } = drawRelief(relief, width, height, 0);
  const scale = width / relief.frame.width;
  const mean = z.reduce((sum, value) => sum + value, 0) / z.length;
  const plane = createPlane(width, height);
  for (let i = 0; i < z.length; i++) plane.data[i] = scale * (z[i]! - mean);
  return plane;
}
