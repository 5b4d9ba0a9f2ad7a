import type { LightDirection, Plane, Quad } from '../raster.js';

/** Grows whenever the same picture would give another analysis; stored analyses of other versions are made anew. */
export const ANALYSIS_VERSION = 7;

/** Longer side of {@link PaperAnalysis.relief} at most. */
export const LONGEST_SIDE = 1024;

export const HISTOGRAM_BINS = 32;

/** What a photograph of paper tells about the sheet. */
export interface PaperAnalysis {
  readonly version: number;
  /** Size of the picture at full resolution. */
  readonly width: number;
  readonly height: number;
  /** Linear sRGB of the bare sheet in full light, each above 0. */
  readonly white: readonly [number, number, number];
  /** Corners of the sheet where it was found lying on a table; null where it fills the picture. */
  readonly quad: Quad | null;
  readonly light: LightDirection;
  /** Whether light, relief and creases are known exactly, as of generated papers, not found on a photograph. */
  readonly known: boolean;
  /**
   * How bright the sheet is: share of its area, the table left out, at each of {@link HISTOGRAM_BINS} equal steps of luminance
   * from none to that of {@link white}; what is brighter counts to the last.
   */
  readonly histogram: readonly number[];
  /** 0…1 that the relief is real: near 0 for a flat scan. */
  readonly confidence: number;
  /**
   * Height field, higher towards the viewer: zero mean; unit deviation, or less where the sheet is known to be flatter
   * than crumpled paper.
   */
  readonly relief: Plane;
  /** One unit of the relief, as a share of the picture's longer side. */
  readonly depth: number;
  /** How sharp a crease runs through each pixel of the relief, 0…255; 128 and more is worn bare at full wear. */
  readonly creases: Creases;
}

/** Line strength 0…255, row-major. */
export interface Creases {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}
