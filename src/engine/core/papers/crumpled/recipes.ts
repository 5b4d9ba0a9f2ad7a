import type { SheetOptions } from './sheet.js';

export interface LayerOptions extends SheetOptions {
  /** See cornerSlopes. */
  readonly creaseAngle: number;
}

/** How a sheet was crumpled. */
export interface CrumpleRecipe {
  /** The folds one sees: large facets between points where creases meet. */
  readonly folds: LayerOptions;
  /** Small dents and faint creases across the facets. */
  readonly wrinkles: LayerOptions;
  /** Factor of the depth that the sheet finds by itself. */
  readonly depth: number;
  /** See PaperLook. */
  readonly exposure: number;
  readonly knee: number;
}

/** Crumpled once, sharply, and opened again. */
export const SHARP: CrumpleRecipe = {
  folds: {
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
  },
  wrinkles: {
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
  },
  depth: 1,
  exposure: 0.785,
  knee: 0.62,
};

/** Soft paper, pressed together loosely: rounded folds, hardly a crease. */
export const SOFT: CrumpleRecipe = {
  folds: {
    ...SHARP.folds,
    creaseAngle: 55,
    spacing: 0.075,
    variation: 0.35,
    excess: 1.045,
    ridgeStiffness: [0.25, 0.5],
    valleyStiffness: [0.3, 0.6],
    facetStiffness: 0.35,
    rounds: [200, 90, 50, 24],
  },
  wrinkles: { ...SHARP.wrinkles, creaseAngle: 10, spacing: 0.022, excess: 1.0034 },
  depth: 1.25,
  exposure: 0.85,
  knee: 0.68,
};

/** Screwed up into a ball and pressed flat: many small facets, creases everywhere. */
export const BALL: CrumpleRecipe = {
  folds: {
    ...SHARP.folds,
    creaseAngle: 26,
    spacing: 0.03,
    variation: 0.5,
    excess: 1.05,
    confinement: 0.03,
    refinements: 2,
    rounds: [180, 70, 40],
    jitter: 0.05,
    ridgeStiffness: [0, 0.05],
    valleyStiffness: [0, 0.1],
  },
  wrinkles: { ...SHARP.wrinkles, creaseAngle: 9, spacing: 0.017, excess: 1.005, jitter: 0.08 },
  depth: 0.7,
  exposure: 0.85,
  knee: 0.68,
};
