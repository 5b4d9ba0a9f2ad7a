import { createPlane, type Plane } from '../../raster.js';
import type { LightVector } from '../reflectance.js';
import { createMinimiser, type Minimiser } from './minimise.js';
import type { SheetArithmetic } from './sheet-arithmetic.js';

/** Fits sheets of one size to shadings. Heights are in grid steps. */
export interface SheetSolver {
  /**
   * A sheet from linear shape from shading.
   *
   * @param difference from the shading of the level sheet
   * @param longest waves longer than so many grid steps are held back; Infinity lets all pass
   */
  guess(difference: Plane, light: LightVector, longest: number): Plane;
  /**
   * Bends a sheet, in place, so that it explains the shading better; returns how ill it still does.
   *
   * @param cells 1 where the sheet faces the light, between four heights each: one fewer along each side
   */
  refine(cells: Plane, light: LightVector, sheet: Plane, evaluations: number): number;
}

export function createSheetSolver<Vector>(arithmetic: SheetArithmetic<Vector>): SheetSolver {
  const { size, load, store } = arithmetic;
  const [shading, heights] = [arithmetic.create(), arithmetic.create()] as const;
  let minimiser: Minimiser<Vector> | undefined;
  return {
    guess(difference, light, longest) {
      load(difference, shading);
      arithmetic.heightFromShading(shading, light, longest, heights);
      const sheet = createPlane(size.width, size.height);
      store(heights, sheet);
      return sheet;
    },
    refine(cells, light, sheet, evaluations) {
      load(cells, shading);
      load(sheet, heights);
      minimiser ??= createMinimiser(arithmetic);
      const misfit = minimiser(
        arithmetic.objective(shading, light),
        arithmetic.preconditioner(light),
        heights,
        evaluations,
      );
      store(heights, sheet);
      return misfit;
    },
  };
}
