import type { Raster } from '../../raster.js';
import type { Band } from '../band.js';
import type { Surface } from '../crumpled/surface.js';
import type { Fibres } from '../fibres.js';
import type { Developer } from '../photography/develop.js';
import type { Occlusion } from '../photography/occlusion.js';
import type { Lighting } from '../photography/shade.js';

/**
 * What is done pixel by pixel and takes the time: once in TypeScript, once in WASM SIMD (`src/engine/kernel/papers`), the
 * same to one code of the picture.
 */
export interface Passes extends Occlusion {
  /** A band of zeros. */
  createBand(width: number, rows: number, top: number): Band;
  /** A band whose planes `z` and `tone` are means of four pixels of the other, which must not be used any more. */
  halve(band: Band): Band;
  /** Height in sheet units and slopes of a surface, the part nearest the viewer where it lies over itself. */
  drawNearest(surface: Surface, scale: number, band: Band): void;
  /** Adds the slopes of surfaces that nowhere lie over themselves. */
  addSlopes(surfaces: readonly Surface[], scale: number, band: Band): void;
  /** Turns `z` from sheet units into pixels and adds the heights of such surfaces. */
  addHeights(surfaces: readonly Surface[], scale: number, band: Band): void;
  /** Adds independent slopes to every pixel. */
  addRoughness(band: Band, seed: number, deviation: number): void;
  addFibres(band: Band, fibres: Fibres): void;
  /** Blurs a plane by a Gaussian of the given deviation; rows at the border take what is missing from themselves. */
  blur(band: Band, plane: 'z' | 'p' | 'q', deviation: number): void;
  /** Writes the luminance to `z`. */
  shade(band: Band, lighting: Lighting, pictureHeight: number): void;
  /** Writes `rows` rows of the picture, from the band's row `skip` on. */
  develop(band: Band, developer: Developer, skip: number, rows: number, image: Raster): void;
}
