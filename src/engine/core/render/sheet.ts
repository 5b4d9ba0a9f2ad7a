import type { Creases, PaperAnalysis } from '../analysis/index.js';
import type { LightDirection, Plane } from '../raster.js';
import { FULL_FOLD, greatestAmplitude, rangeOf, stiffened } from './displacement.js';
import { easeSlopes } from './ease-slopes.js';

/** What of a paper's analysis rendering needs, and all that can be computed from it once. */
export interface Sheet {
  /** Linear light of the bare sheet in full light. */
  readonly white: readonly [number, number, number];
  /** 0…1 that the relief is real. */
  readonly confidence: number;
  /** Whether relief and light are known exactly. */
  readonly known: boolean;
  /** The photograph's own. */
  readonly light: LightDirection;
  /** One unit of height, as a share of the picture's longer side. */
  readonly depth: number;
  /** The height as it was found or is known; one unit is `depth`. */
  readonly relief: Plane;
  /** The height that art follows. */
  readonly height: Plane;
  /** Its least and greatest values. */
  readonly heightRange: { readonly least: number; readonly greatest: number };
  /** Greatest displacement without folding over, in grid steps of `height` per unit of height. */
  readonly greatestAmplitude: number;
  readonly creases: Creases;
}

export function prepareSheet({ white, confidence, known, light, depth, relief, creases }: PaperAnalysis): Sheet {
  const height = easeSlopes(stiffened(relief), (FULL_FOLD * Math.max(relief.width, relief.height)) / 1024);
  return {
    white,
    confidence,
    known,
    light,
    depth,
    relief,
    height,
    heightRange: rangeOf(height.data),
    greatestAmplitude: greatestAmplitude(height),
    creases,
  };
}
