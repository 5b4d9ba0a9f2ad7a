import { PAPER_STYLE_NAMES, type PaperSpecification, type PaperStyle } from '../engine/core/papers/index.js';
import type { BaseImage, Provenance } from './base-image.js';
import type { Shape } from './fitting-paper.js';

/** What decides how a paper looks, but for its size. */
export type PaperSettings = Omit<PaperSpecification, 'width' | 'height'>;

export const DEFAULT_STYLE: PaperStyle = 'crumpled';
export const DEFAULT_PAPER_SIZE = { width: 3000, height: 2000 } as const;
/** Pixels a side. */
export const PAPER_SIDE = { min: 256, max: 8000 } as const;

/** What the generator is told, as a paper's provenance records it. */
export function toProvenance({ style, seed, strength, colour, light }: PaperSettings): Provenance {
  const parameters = {
    ...(strength === undefined ? {} : { strength }),
    ...(colour === undefined ? {} : { colour }),
    ...light,
  };
  return { style, seed, ...(Object.keys(parameters).length > 0 ? { parameters } : {}) };
}

/** What the generator was or will be told for a base image; defaults where AI was asked with other words. */
export function specificationOf({ provenance, width, height }: BaseImage): PaperSpecification {
  const { strength, colour, azimuth, elevation } = provenance.parameters ?? {};
  return {
    style: PAPER_STYLE_NAMES.find((style) => style === provenance.style) ?? DEFAULT_STYLE,
    seed: provenance.seed ?? 0,
    width,
    height,
    ...(strength === undefined ? {} : { strength }),
    ...(colour === undefined ? {} : { colour }),
    ...(azimuth === undefined || elevation === undefined ? {} : { light: { azimuth, elevation } }),
  };
}

/** A large sheet of the artwork's orientation. */
export function paperSizeFor(artwork: Shape): Shape {
  const ratio = artwork.width / artwork.height;
  if (ratio > 1.2) return DEFAULT_PAPER_SIZE;
  return ratio < 1 / 1.2 ? { width: 2000, height: 3000 } : { width: 2400, height: 2400 };
}
