import type { LightDirection, Plane, Raster } from '../raster.js';
import type { Passes } from './passes/passes.js';

/** Rises when equal specifications come to give other bytes than before. */
export const PAPER_GENERATOR_VERSION = 9;

export const PAPER_STYLE_NAMES = [
  'crumpled',
  'soft-crumpled',
  'ball-crumpled',
  'folded-2x2',
  'folded-3x2',
  'folded-4x4',
  'cold-press',
  'hot-press',
  'kraft',
  'canvas',
  'washi',
  'newsprint',
] as const;
export type PaperStyle = (typeof PAPER_STYLE_NAMES)[number];

/** What determines a generated paper completely: equal specifications give equal bytes. */
export interface PaperSpecification {
  readonly style: PaperStyle;
  /** 32-bit unsigned integer. */
  readonly seed: number;
  /** Pixels, 256…8000. */
  readonly width: number;
  /** Pixels, 256…8000. */
  readonly height: number;
  /** 0…1, how deep the relief is; default 0.5. The pattern of creases does not depend on it. */
  readonly strength?: number;
  /** Of the paper in full light, sRGB as 0xRRGGBB; default the style's own. */
  readonly colour?: number;
  /** Where the light comes from; default from the upper left. */
  readonly light?: LightDirection;
}

export interface GeneratedPaper {
  /** The picture of the paper: RGB, sRGB-encoded. */
  readonly image: Raster;
  /**
   * Exact height towards the viewer, zero mean, in pixels of `image`. It covers the whole picture at the picture's own
   * resolution or less (longer side at most 1536); sample i lies at (i + 0.5) ÷ size of the picture's side.
   */
  readonly height: Plane;
  readonly light: LightDirection;
}

/** A specification that was checked and completed. */
export interface PaperRequest extends Omit<PaperSpecification, 'style'> {
  readonly strength: number;
  readonly light: LightDirection;
}

export type PaperGenerator = (request: PaperRequest, passes: Passes) => GeneratedPaper;
