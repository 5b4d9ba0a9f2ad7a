import type { LightDirection } from '../engine/core/raster.js';
import type { PaperSpecification, PaperStyle } from '../engine/core/papers/index.js';

/** One pre-generated paper. */
export interface LibraryEntry {
  /** Never used again for another paper: an entry whose paper was deleted is not made a second time. */
  readonly key: string;
  readonly name: string;
  readonly specification: PaperSpecification;
}

const UPPER_LEFT: LightDirection = { azimuth: 225, elevation: 42 };
const UPPER_RIGHT: LightDirection = { azimuth: 315, elevation: 42 };
const LEFT: LightDirection = { azimuth: 190, elevation: 38 };
const ABOVE: LightDirection = { azimuth: 262, elevation: 45 };

const SMALL = { landscape: [1500, 1000], portrait: [1000, 1500] } as const;
const LARGE = { landscape: [3000, 2000], portrait: [2000, 3000], square: [2400, 2400] } as const;

/** One of each shape first, so that most artworks find a fitting one moments after the first start. */
const CRUMPLED_ENTRIES: readonly LibraryEntry[] = [
  crumpled('landscape-1', 'Crumpled, landscape', LARGE.landscape, 78, 0.5, UPPER_LEFT),
  crumpled('portrait-1', 'Crumpled, portrait', LARGE.portrait, 121, 0.5, UPPER_LEFT),
  crumpled('square-1', 'Crumpled, square', LARGE.square, 110, 0.5, UPPER_LEFT),
  crumpled('landscape-2', 'Lightly crumpled, landscape', LARGE.landscape, 24, 0.3, UPPER_RIGHT),
  crumpled('portrait-2', 'Lightly crumpled, portrait', LARGE.portrait, 25, 0.3, UPPER_RIGHT),
  crumpled('landscape-3', 'Deeply crumpled, landscape', LARGE.landscape, 26, 0.7, LEFT),
  crumpled('portrait-3', 'Deeply crumpled, portrait', LARGE.portrait, 27, 0.7, LEFT),
  crumpled('square-2', 'Lightly crumpled, square', LARGE.square, 28, 0.3, ABOVE),
];

/** What the presets that prefer a paper look best on, in the two shapes that most artworks have. */
const STYLED_ENTRIES: readonly LibraryEntry[] = [
  ...inBothShapes('soft-crumpled', 'Softly crumpled', 41),
  ...inBothShapes('folded-3x2', 'Folded poster', 43),
  ...inBothShapes('cold-press', 'Cold-pressed watercolour paper', 45),
  ...inBothShapes('canvas', 'Primed canvas', 47),
  ...inBothShapes('kraft', 'Kraft paper', 49),
  ...inBothShapes('washi', 'Washi', 51),
  ...inBothShapes('newsprint', 'Newsprint', 53),
  ...inBothShapes('ball-crumpled', 'Screwed up and flattened', 55),
];

/** For quick work and small machines. They take as long to make as large ones, so they come last. */
const SMALL_ENTRIES: readonly LibraryEntry[] = [
  crumpled('small-landscape', 'Crumpled, small, landscape', SMALL.landscape, 11, 0.5, UPPER_LEFT),
  crumpled('small-portrait', 'Crumpled, small, portrait', SMALL.portrait, 12, 0.5, UPPER_LEFT),
];

/** The papers a new installation starts with, in the order in which they are made. */
export const LIBRARY_CATALOGUE = {
  full: [...CRUMPLED_ENTRIES, ...STYLED_ENTRIES, ...SMALL_ENTRIES],
  small: SMALL_ENTRIES,
  none: [],
} as const satisfies Record<string, readonly LibraryEntry[]>;

function crumpled(
  key: string,
  name: string,
  [width, height]: readonly [number, number],
  seed: number,
  strength: number,
  light: LightDirection,
): LibraryEntry {
  return { key: `crumpled-${key}`, name, specification: { style: 'crumpled', seed, width, height, strength, light } };
}

function inBothShapes(style: PaperStyle, name: string, seed: number): readonly LibraryEntry[] {
  return (['landscape', 'portrait'] as const).map((shape, k) => {
    const [width, height] = LARGE[shape];
    const specification = { style, seed: seed + k, width, height, light: UPPER_LEFT };
    return { key: `${style}-${shape}`, name: `${name}, ${shape}`, specification };
  });
}
