import type { Plane, Raster } from '../../raster.js';
import type { Cubic } from '../../resample.js';
import type { Size } from '../../size.js';
import type { Ink } from '../ink.js';
import type { LinearPicture } from '../linear-picture.js';
import type { LightVector } from '../reflectance.js';
import type { SheetSolver } from './sheet-solver.js';

/** What takes the time: once in TypeScript, once in WASM SIMD (`src/engine/kernel/analysis`), the same but for rounding. */
export interface Passes {
  /** See `linearPictureOf`. */
  linear(picture: Raster, size: Size): LinearPicture;
  /** See `reduce`. */
  reduce(plane: Plane, size: Size): Plane;
  /** See `reduceBetween`. */
  reduceBetween(plane: Plane, size: Size): Plane;
  /** See `enlarge`. */
  enlarge(plane: Plane, size: Size, cubic?: Cubic): Plane;
  /** See `gaussianBlur`. */
  blur(plane: Plane, sigma: number): Plane;
  /** See `withoutInk`. */
  withoutInk(luminances: Plane, picture: LinearPicture, ink: Ink): Plane;
  /** See `unexplained`. */
  unexplained(shading: Plane, height: Plane, light: LightVector): Plane;
  /** Fits sheets of one size to shadings. */
  solver(size: Size): SheetSolver;
}
