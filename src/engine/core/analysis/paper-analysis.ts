import type { LightDirection, Plane } from '../raster.js';

/** Grows whenever the same picture would give another analysis; stored analyses of other versions are made anew. */
export const ANALYSIS_VERSION = 2;

/** Longer side of {@link PaperAnalysis.relief} at most. */
export const LONGEST_SIDE = 1024;

/** What a photograph of paper tells about the sheet. */
export interface PaperAnalysis {
  readonly version: number;
  /** Size of the picture at full resolution. */
  readonly width: number;
  readonly height: number;
  /** Linear sRGB of the bare sheet in full light, each above 0. */
  readonly white: readonly [number, number, number];
  readonly light: LightDirection;
  /** 0…1 that the relief is real: near 0 for a flat scan. */
  readonly confidence: number;
  /**
   * Height field, higher towards the viewer: zero mean; unit deviation, or less where the sheet is known to be flatter
   * than crumpled paper.
   */
  readonly relief: Plane;
  /** How sharp a crease runs through each pixel of the relief, 0…255; 128 and more is worn bare at full wear. */
  readonly creases: Creases;
}

/** Line strength 0…255, row-major. */
export interface Creases {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}
