import type { CreaseOptions } from './creases.js';
import type { SheetOptions } from './sheet.js';

/** How a sheet was crumpled. */
export interface CrumpleRecipe {
  /** The sheet as a whole: large facets, rounded where it was opened again. */
  readonly folds: SheetOptions & {
    /** See cornerSlopes. */
    readonly creaseAngle: number;
  };
  /** The creases one sees, the coarsest first. */
  readonly creases: readonly CreaseOptions[];
  /** Small dents and faint creases across the facets. */
  readonly dents: CreaseOptions;
  /** Factor of the depth that the sheet finds by itself. */
  readonly depth: number;
  /** See PaperLook. */
  readonly exposure: number;
  readonly knee: number;
}

const DENTS: CreaseOptions = {
  spacing: 0.03,
  variation: 0.4,
  share: 0.28,
  slope: 0.045,
  spread: 0.6,
  width: [0.4, 1.2],
  bow: 0.08,
};

/** Crumpled once, sharply, and opened again. */
export const SHARP: CrumpleRecipe = {
  folds: {
    creaseAngle: 40,
    spacing: 0.05,
    variation: 0.25,
    excess: 1.025,
    confinement: 0.01,
    jitter: 0.02,
    refinements: 2,
    rounds: [250, 80, 40],
    facetStiffness: 0.2,
    ridgeStiffness: [0, 0.3],
    valleyStiffness: [0.1, 0.4],
  },
  creases: [
    { spacing: 0.11, variation: 0.3, share: 0.6, slope: 0.7, spread: 0.5, width: [0.4, 1.4], bow: 0.08 },
    { spacing: 0.05, variation: 0.4, share: 0.28, slope: 0.25, spread: 0.5, width: [0.4, 1.1], bow: 0.06 },
  ],
  dents: DENTS,
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
    refinements: 3,
    rounds: [200, 90, 50, 24],
  },
  creases: [{ spacing: 0.13, variation: 0.35, share: 0.35, slope: 0.28, spread: 0.4, width: [0.8, 1.8], bow: 0.1 }],
  dents: { ...DENTS, spacing: 0.04, slope: 0.04, width: [0.7, 1.6] },
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
    rounds: [180, 70, 40],
    jitter: 0.05,
    ridgeStiffness: [0, 0.05],
    valleyStiffness: [0, 0.1],
  },
  creases: [
    { spacing: 0.07, variation: 0.4, share: 0.5, slope: 0.32, spread: 0.5, width: [0.35, 1.1], bow: 0.06 },
    { spacing: 0.035, variation: 0.4, share: 0.45, slope: 0.2, spread: 0.5, width: [0.35, 1], bow: 0.06 },
  ],
  dents: { ...DENTS, spacing: 0.022, slope: 0.09 },
  depth: 0.7,
  exposure: 0.85,
  knee: 0.68,
};
