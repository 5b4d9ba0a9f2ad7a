import { LINEAR_OF_CODE, luminance } from '../colour.js';
import { gaussianBlur } from '../filter.js';
import { createPlane, type Plane, type Raster } from '../raster.js';
import { wholeFrame } from './frame.js';
import { createSurfaceRows } from './surface.js';

/** Pixels of the picture to one of the plane of folds, each way. */
const REDUCTION = 4;
/** Grain is what is finer than this deviation, in pixels of a picture whose longer side is 1024. */
const GRAIN_SCALE = 1.5;
/** Relative luminance below which the logarithm is held. */
const DARKEST = 1 / 4096;

/** The paper's light split in two: folds and shadows, and the grain upon them. */
export interface RelightPlan {
  /** See {@link lightFolds}. */
  readonly folds: Plane;
  /** Luminance of the bare sheet in full light. */
  readonly white: number;
  /** Shares of either that the art takes, 0…1. */
  readonly illumination: number;
  readonly grain: number;
}

/** {@link lightFolds}, from a cache where one paper is printed on again and again. */
export type FoldsOf = (paper: Raster, white: number) => Plane;

export function planRelight(
  paper: Raster,
  white: number,
  illumination: number,
  grain: number,
  foldsOf: FoldsOf,
): RelightPlan {
  return { folds: foldsOf(paper, white), white, illumination, grain };
}

/** log2 of the paper's luminance relative to white, without its grain. */
export function lightFolds(paper: Raster, white: number): Plane {
  const reduced = createPlane(Math.ceil(paper.width / REDUCTION), Math.ceil(paper.height / REDUCTION));
  for (let y = 0, i = 0; y < reduced.height; y++) {
    for (let x = 0; x < reduced.width; x++, i++) {
      reduced.data[i] = meanLuminance(paper, x * REDUCTION, y * REDUCTION) / white;
    }
  }
  const sigma = (GRAIN_SCALE * Math.max(paper.width, paper.height)) / 1024 / REDUCTION;
  const folds = gaussianBlur(reduced, sigma);
  for (let i = 0; i < folds.data.length; i++) folds.data[i] = Math.log2(Math.max(DARKEST, folds.data[i]!));
  return folds;
}

export type RowRelighter = (y: number, from: number, to: number, light: Float32Array) => void;

/** Factors that take part of the folds' light, and part of the grain, off the paper. Reads the paper as it is then. */
export function createRowRelighter({ folds, white, illumination, grain }: RelightPlan, paper: Raster): RowRelighter {
  const rows = createSurfaceRows(folds, wholeFrame(paper.width, paper.height));
  const row = new Float32Array(paper.width);
  return (y, from, to, light) => {
    rows(y, from, to, row);
    for (let x = from, i = (y * paper.width + from) * 3; x < to; x++, i += 3) {
      const both = Math.log2(Math.max(DARKEST, luminanceAt(paper.data, i) / white));
      light[x] = 2 ** ((illumination - 1) * row[x]! + (grain - 1) * (both - row[x]!));
    }
  };
}

function luminanceAt(data: Uint8Array, i: number): number {
  return luminance(LINEAR_OF_CODE[data[i]!]!, LINEAR_OF_CODE[data[i + 1]!]!, LINEAR_OF_CODE[data[i + 2]!]!);
}

function meanLuminance({ data, width, height, channels }: Raster, left: number, top: number): number {
  const right = Math.min(width, left + REDUCTION);
  const bottom = Math.min(height, top + REDUCTION);
  let sum = 0;
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) sum += luminanceAt(data, (y * width + x) * channels);
  }
  return sum / ((right - left) * (bottom - top));
}
