import type { LightDirection, Mesh, Point, Quad } from '../raster.js';

/** How the art fills the printed area: `cover` crops, `contain` leaves paper free, `stretch` distorts. */
export type Fit = 'cover' | 'contain' | 'stretch';

/** The rim of the printed area: `clean` as cut by a blade, `deckle` ragged as torn along a ruler. */
export type Edge = 'clean' | 'deckle';

/**
 * How art and paper become one picture: `ink` multiplies the ink's reflectance by the paper's light in linear light,
 * `multiply` lays the art over the paper and multiplies gamma-encoded values by the paper's normalised luma.
 */
export type Blend = 'ink' | 'multiply';

export interface Ink {
  /** 0…1, how far the paper soaks up ink: dot gain, softer and darker middle tones. */
  readonly absorption: number;
  /** 0…1, how much of the bare paper shows through dense ink. Where absorption is high too, ink gathers in the paper's hollows. */
  readonly showThrough: number;
}

export interface Vignette {
  /** 0…1, the share of light lost in the darkest corner. */
  readonly strength: number;
  /** Standard deviation of the fall-off in multiples of the picture's width and height. */
  readonly smoothness: number;
}

/** Another light than the photograph's. */
export interface TurnedLight extends LightDirection {
  /** 0…1, how far the light is turned from the photograph's own. */
  readonly strength: number;
}

/** What a sheet lies on instead of what it was photographed on. */
export interface Background {
  /** sRGB, `#rrggbb`. The sheet's corners are the quad's, the mesh's or, without either, a little inside the picture. */
  readonly colour: string;
  /** 0…1, how dark the sheet's shadow on it is. */
  readonly shadow: number;
}

/** Everything that decides how a mapping looks, defaults resolved. Limits are in {@link PARAMETER_LIMITS}. */
export interface MappingParameters {
  readonly blend: Blend;
  /** Degrees counter-clockwise about the centre of the printed area. */
  readonly rotation: number;
  /** Size of the art relative to what `fit` gives. */
  readonly scale: number;
  /** Shift of the art in fractions of the printed area's width and height; positive is right and down. */
  readonly offset: Point;
  readonly fit: Fit;
  /** Corners of the sheet in fractions of the paper picture's width and height; null is the whole picture. */
  readonly quad: Quad | null;
  /** Control points through which a bent sheet passes, in the same fractions, in place of a quad; null where there are none. */
  readonly mesh: Mesh | null;
  /** 0…1, how far the art follows the folds. */
  readonly fold: number;
  /** 0…1, how much of the paper's light and shadow falls on the art; 1 is the paper's own. */
  readonly illumination: number;
  /** 0…1, how much of the paper's fine grain shows in the art, and how unevenly ink lies on it; 1 is the paper's own. */
  readonly grain: number;
  /** 0…1, how much ink sharp creases have lost. */
  readonly wear: number;
  readonly ink: Ink;
  /** Null: the photograph's own. Where the relief is uncertain it stays that, and the result says so. */
  readonly light: TurnedLight | null;
  readonly vignette: Vignette;
  /** White border in fractions of the sheet's shorter side. */
  readonly margin: number;
  readonly edge: Edge;
  /** Null: what the photograph shows. Otherwise the sheet is cut out along its rim, which follows the folds, and laid on it. */
  readonly background: Background | null;
  /** Chooses among equally likely grains, worn spots and deckle edges; an unsigned 32-bit integer. */
  readonly seed: number;
}

export type OutputFormat = 'png' | 'jpeg' | 'webp' | 'avif';

/** Whose colours a file can hold: sRGB's, Display P3's, or those of the art's own profile. */
export type OutputColourSpace = 'srgb' | 'display-p3' | 'keep';

export interface OutputOptions {
  readonly format: OutputFormat;
  /** 1…100; PNG is lossless and ignores it. */
  readonly quality: number;
  /** Pixels; null follows from the height and the paper's shape. Both null: the paper's own size. */
  readonly width: number | null;
  /** Pixels; null follows from the width. Where both are given in another shape, the paper is cropped about its centre. */
  readonly height: number | null;
  readonly colorSpace: OutputColourSpace;
  /** Pixels an inch that the file states; null keeps what the art's file states, if anything. */
  readonly dpi: number | null;
}
