import { createRandom, type Random } from '../../random.js';
import { createPlane, type Plane } from '../../raster.js';
import type { Frame } from '../frame.js';
import type { Passes } from '../passes/passes.js';
import type { Band } from '../band.js';
import { blurReach } from '../blur.js';
import type { Drawing } from '../paper-model.js';
import { createCreases, type CreaseProfile } from './creases.js';
import { createObstacles } from './obstacles.js';
import type { CrumpleRecipe } from './recipes.js';
import { keepLatest } from '../../keep-latest.js';
import type { Segment } from '../../segments.js';
import { createSheet, type Sheet } from './sheet.js';
import { createSurface, type Surface } from './surface.js';
import { scatteredWays, type Way, waysAlongFolds } from './ways.js';

/** The shape of a paper: the heights of its surfaces added, at any resolution. */
export interface Relief {
  readonly frame: Frame;
  /** The sheet as a whole, and what lies on it. */
  readonly surfaces: readonly Surface[];
}

const { min } = Math;

/** Height of the relief at strength 0 and its growth to strength 1, in heights of the relaxed sheet. */
const LEAST_DEPTH = 0.12;
const DEPTH_GROWTH = 1.76;

/** From this many pixels a sheet unit on, creases are wider than their pixels and would look like stairs: they are softened. */
const SOFT_FROM = 2400;
/** Deviation in pixels. */
const SOFTNESS = 0.75;

/** Rows of the height that are drawn at a time. */
const BAND_ROWS = 16;

/** The latest sheet of each recipe, relaxed, and the random numbers that follow: strength, light, colour and size leave it as it is. */
const sheetOf = keepLatest<{ readonly sheet: Sheet; readonly after: Random }>();

/** @param strength 0…1; at 0.5 the sheet has the depth that its recipe gives. */
export function createRelief(
  recipe: CrumpleRecipe,
  seed: number,
  frame: Frame,
  strength: number,
  passes: Passes,
): Relief {
  const { sheet, after } = sheetOf(recipe.folds, `${seed} ${frame.width} ${frame.height}`, () => {
    const start = createRandom(seed);
    return { sheet: createSheet(start, frame, recipe.folds, (...rounds) => passes.relax(...rounds)), after: start };
  });
  const random = after.copy();
  const depth = LEAST_DEPTH + DEPTH_GROWTH * strength;
  const folds = createSurface(sheet.mesh, recipe.folds.creaseAngle, recipe.depth * depth);
  const lines: Segment[] = [];
  const creasesAlong = (ways: readonly Way[], profile: CreaseProfile, height: number, cell: number) => {
    const creases = createCreases(random, ways, profile, height, createObstacles(lines, cell));
    lines.push(...creases.lines);
    return creases.surface;
  };
  const { leastAngle, ...profile } = recipe.creases;
  const creases = creasesAlong(waysAlongFolds(sheet, leastAngle), profile, depth, recipe.folds.spacing);
  const marks = recipe.marks.map((mark) =>
    // Squeezing the paper harder deepens its folds; the dents on the facets stay as they are.
    creasesAlong(scatteredWays(random, frame, mark), mark, min(mark.deepest, depth), mark.spacing),
  );
  return { frame, surfaces: [folds, creases, ...marks] };
}

/** Draws the relief's slopes. */
export function slopesOn(band: Band, { frame, surfaces }: Relief, passes: Passes): Drawing {
  const scale = band.width / frame.width;
  const drawSlopes = passes.prepareSlopes(band, surfaces, scale);
  if (scale < SOFT_FROM) return { delay: 0, stained: false, draw: drawSlopes };
  const delay = blurReach(SOFTNESS);
  const soften = (['p', 'q'] as const).map((plane) => passes.prepareBlur(band, plane, SOFTNESS));
  const draw = () => {
    drawSlopes();
    for (const blur of soften) blur();
    band.top -= delay;
  };
  return { delay, stained: false, draw };
}

/** The height of the whole frame in pixels of a plane of the given size. */
export function drawHeight({ frame, surfaces }: Relief, width: number, height: number, passes: Passes): Plane {
  const plane = createPlane(width, height);
  const scale = width / frame.width;
  const band = passes.createBand(width, min(BAND_ROWS, height));
  const draw = passes.prepareHeights(band, surfaces, scale);
  for (let top = 0; top < height; top += band.rows) {
    band.top = top;
    draw();
    plane.data.set(band.z.subarray(0, (min(height, top + band.rows) - top) * width), top * width);
  }
  return plane;
}
