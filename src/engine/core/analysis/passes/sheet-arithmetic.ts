import type { Plane } from '../../raster.js';
import type { Size } from '../../size.js';
import type { LightVector } from '../reflectance.js';
import type { Objective, Preconditioner, Vectors } from './minimise.js';

/** What a sheet solver does to all heights of a grid, in units of the grid's steps. */
export interface SheetArithmetic<Vector> extends Vectors<Vector> {
  readonly size: Size;
  /** Reads a plane, which may have fewer columns and rows than the grid. */
  load(plane: Plane, vector: Vector): void;
  store(vector: Vector, plane: Plane): void;
  /** See `createSheetObjective`. */
  objective(cells: Vector, light: LightVector): Objective<Vector>;
  /** Inverse Hessian of the sheet objective about a flat sheet in the given light. */
  preconditioner(light: LightVector): Preconditioner<Vector>;
  /**
   * Height whose slopes towards the light make up the given differences of shading: linear shape from shading (Pentland
   * 1990). Waves longer than `longest` grid steps are held back; Infinity lets all pass.
   */
  heightFromShading(difference: Vector, light: LightVector, longest: number, height: Vector): void;
}
