import type { CreaseProfile } from './creases.js';
import type { SheetOptions } from './sheet.js';
import type { ScatteredWays } from './ways.js';

/** How a sheet was crumpled. */
export interface CrumpleRecipe {
  /** The sheet as a whole: large facets, rounded where it was opened again. */
  readonly folds: SheetOptions & {
    /** See cornerSlopes. */
    readonly creaseAngle: number;
  };
  /** Factor of the depth that the sheet finds by itself. */
  readonly depth: number;
  /** Where it is folded by `leastAngle`, in radians, or more. */
  readonly creases: CreaseProfile & { readonly leastAngle: number };
  /** Small dents and faint creases across the facets, the coarsest first. */
  readonly marks: readonly Marks[];
  /** See PaperLook. */
  readonly exposure: number;
  readonly knee: number;
}

interface Marks extends ScatteredWays, CreaseProfile {
  /** Greatest depth to which they follow the folds. */
  readonly deepest: number;
}

const DENTS: Marks = {
  spacing: 0.03,
  variation: 0.4,
  share: 0.28,
  slope: 0.045,
  spread: 0.6,
  width: [0.4, 1.2],
  roundness: [0, 0],
  bow: 0.08,
  deepest: 1,
};

/** Crumpled once, sharply, and opened again. */
export const SHARP: CrumpleRecipe = {
  folds: {
    creaseAngle: 40,
    spacing: 0.08,
    variation: 0.3,
    excess: 1.028,
    confinement: 0.01,
    jitter: 0.02,
    refinements: 2,
    rounds: [250, 80, 40],
    facetStiffness: 0.2,
    ridgeStiffness: [0, 0.3],
    valleyStiffness: [0.1, 0.4],
  },
  depth: 2.3,
  creases: { leastAngle: 0.25, slope: 1, spread: 0.3, width: [0.3, 1.1], roundness: [0, 0.45], bow: 0.1 },
  marks: [DENTS],
  exposure: 0.785,
  knee: 0.62,
};

/** Soft paper, pressed together loosely: rounded folds, hardly a crease. */
export const SOFT: CrumpleRecipe = {
  folds: {
    ...SHARP.folds,
    creaseAngle: 45,
    spacing: 0.09,
    variation: 0.25,
    excess: 1.035,
    ridgeStiffness: [0.25, 0.5],
    valleyStiffness: [0.3, 0.6],
    facetStiffness: 0.35,
    refinements: 3,
    rounds: [200, 90, 50, 24],
  },
  depth: 2.6,
  creases: { leastAngle: 0.45, slope: 0.35, spread: 0.3, width: [0.4, 1], roundness: [0.1, 0.4], bow: 0.1 },
  marks: [{ ...DENTS, spacing: 0.04, slope: 0.04, width: [0.7, 1.6] }],
  exposure: 0.85,
  knee: 0.68,
};

/** Screwed up into a ball and pressed flat: many small facets, creases everywhere. */
export const BALL: CrumpleRecipe = {
  folds: {
    ...SHARP.folds,
    creaseAngle: 26,
    spacing: 0.04,
    variation: 0.4,
    excess: 1.04,
    confinement: 0.03,
    rounds: [180, 70, 40],
    jitter: 0.05,
    ridgeStiffness: [0, 0.05],
    valleyStiffness: [0, 0.1],
  },
  depth: 1.3,
  creases: { leastAngle: 0.3, slope: 0.8, spread: 0.3, width: [0.3, 1], roundness: [0, 0.3], bow: 0.06 },
  marks: [
    {
      ...DENTS,
      spacing: 0.035,
      share: 0.45,
      slope: 0.2,
      spread: 0.5,
      width: [0.35, 1],
      bow: 0.06,
      deepest: Infinity,
    },
    { ...DENTS, spacing: 0.022, slope: 0.09 },
  ],
  exposure: 0.85,
  knee: 0.68,
};
