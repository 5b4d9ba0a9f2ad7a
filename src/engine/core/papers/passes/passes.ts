import type { Plane, Raster } from '../../raster.js';
import type { Size } from '../../size.js';
import type { Band } from '../band.js';
import type { RunRounds } from '../crumpled/relax.js';
import type { Surface } from '../crumpled/surface.js';
import type { Fibres } from '../fibres.js';
import type { CreasedRow } from '../folded/creased-row.js';
import type { Developer } from '../photography/develop.js';
import type { Occlusion } from '../photography/occlusion.js';
import type { Lighting } from '../photography/shade.js';

/**
 * What takes long: the sheet's relaxation, and what is done to every pixel, a band at a time. What is prepared for a band is
 * for its way down the picture, each time as many rows further as it has.
 */
export interface Passes extends Occlusion {
  /** Lets a sheet of paper find its shape; see {@link runRounds}. */
  relax: RunRounds;
  /** A band of zeros. */
  createBand(width: number, rows: number): Band;
  /** A band whose planes `z` and `tone` are means of four pixels of the other, in the same memory. */
  halve(band: Band): Band;
  /** Writes the slopes of surfaces, added. @param scale pixels per sheet unit */
  prepareSlopes(band: Band, surfaces: readonly Surface[], scale: number): () => void;
  /** Writes the heights of surfaces, added, in pixels. */
  prepareHeights(band: Band, surfaces: readonly Surface[], scale: number): () => void;
  /** See {@link createCreasedRow}. */
  createCreasedRow(width: number, widthsPerUnit: number): CreasedRow;
  /** Adds independent slopes to every pixel. */
  addRoughness(band: Band, seed: number, deviation: number): void;
  /** Adds fibres to slopes and tone. */
  prepareFibres(band: Band, fibres: Fibres): () => void;
  /**
   * Blurs a plane by a Gaussian of the given deviation. A row needs those below it, so each comes out {@link blurReach} rows
   * later than it went in; the first so many of all are of no use.
   */
  prepareBlur(band: Band, plane: 'z' | 'p' | 'q', deviation: number): () => void;
  /** Takes the mean of a plane off and multiplies, in place. */
  level(plane: Plane, factor: number): void;
  /** Area average. */
  reduce(plane: Plane, size: Size): Plane;
  /** See {@link stretched}. */
  stretch(plane: Plane, width: number, factor: number): Plane;
  /** Writes the luminance to `z`. */
  shade(band: Band, lighting: Lighting, pictureHeight: number): void;
  /** Writes the rows of the picture that the band holds. */
  develop(band: Band, developer: Developer, image: Raster): void;
}
