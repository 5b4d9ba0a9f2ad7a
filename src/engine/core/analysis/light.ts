import type { LightDirection, Plane } from '../raster.js';
import { lightVector } from './reflectance.js';
import { COARSEST, gridOf } from './relief.js';
import { createSheetSolver } from './sheet-solver.js';

/** Axes that are tried, evenly spread over a half turn, and evaluations for each. */
const AXES = 12;
const EVALUATIONS = 4;

/** Keeps the logarithm of a perfect fit finite. */
const LEAST_MISFIT = 1e-9;

export interface EstimatedLight {
  readonly direction: LightDirection;
  /** How much worse the worst axis explains the shading than the best: natural logarithm of the ratio of misfits. */
  readonly contrast: number;
}

/**
 * Where the light comes from: the axis along which a sheet explains the shading best, the light taken to come from
 * above.
 *
 * @param shading 1 where the sheet faces the light
 * @param flat shading of the sheet where it lies level
 */
export function estimateLight(shading: Plane, flat: number): EstimatedLight {
  const elevation = Math.min(70, Math.max(20, (Math.asin(Math.min(1, flat)) * 180) / Math.PI));
  const solver = createSheetSolver(gridOf(shading, COARSEST));
  const misfits = Array.from({ length: AXES }, (_, k) => {
    const light = lightVector({ azimuth: 180 + (k * 180) / AXES, elevation });
    return Math.log(solver.refine(light, solver.guess(light), EVALUATIONS) + LEAST_MISFIT);
  });
  const least = Math.min(...misfits);
  const at = misfits.indexOf(least);
  const before = misfits[(at + AXES - 1) % AXES]!;
  const after = misfits[(at + 1) % AXES]!;
  const bend = before - 2 * least + after;
  const offset = bend > 0 ? (before - after) / (2 * bend) : 0;
  const azimuth = 180 + ((((at + offset) * 180) / AXES + 180) % 180);
  return { direction: { azimuth, elevation }, contrast: Math.max(...misfits) - least };
}
