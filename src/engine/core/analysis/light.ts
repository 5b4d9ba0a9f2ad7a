import type { LightDirection, Plane } from '../raster.js';
import { fitWithin } from '../size.js';
import { withoutMean } from './height-field.js';
import type { Passes } from './passes/passes.js';
import { lightVector, type LightVector } from './reflectance.js';
import { COARSEST } from './relief.js';

/** Axes that are tried, evenly spread over a half turn, and evaluations for each. */
const AXES = 12;
const EVALUATIONS = 4;
/** The likeliest of them, and the neighbours of the best, get more: curved folds look alike from several sides at first. */
const LIKELIEST = 3;
const MORE_EVALUATIONS = 24;
/** Waves longer than about this share of the longer side do not enter the first guess. */
const LONGEST_WAVE = 1 / 6;

/** Keeps the logarithm of a perfect fit finite. */
const LEAST_MISFIT = 1e-9;

export interface EstimatedLight {
  readonly direction: LightDirection;
  /** How much worse the worst axis explains the shading than the best: natural logarithm of the ratio of misfits. */
  readonly contrast: number;
  /** Heights found along the way, on the coarsest grid of {@link shapeFromShading}, in grid steps. */
  readonly sheet: Plane;
}

interface Candidate {
  readonly light: LightVector;
  readonly sheet: Plane;
  /** Natural logarithm of how ill the sheet explains the shading. */
  readonly misfit: number;
}

/**
 * Where the light comes from: the axis along which a sheet explains the shading best, the light taken to come from
 * above.
 *
 * @param shading 1 where the sheet faces the light
 * @param flat shading of the sheet where it lies level
 */
export function estimateLight(shading: Plane, flat: number, passes: Passes): EstimatedLight {
  const elevation = Math.min(70, Math.max(20, (Math.asin(Math.min(1, flat)) * 180) / Math.PI));
  const size = fitWithin(shading, COARSEST);
  const solver = passes.solver(size);
  const difference = withoutMean(
    passes.reduce(shading, size),
    LONGEST_WAVE * Math.max(size.width, size.height),
    passes,
  );
  const cells = passes.reduceBetween(shading, size);
  const tryOut = (light: LightVector, sheet: Plane, evaluations: number): Candidate => ({
    light,
    sheet,
    misfit: Math.log(solver.refine(cells, light, sheet, evaluations) + LEAST_MISFIT),
  });
  const first = Array.from({ length: AXES }, (_, k) => {
    const light = lightVector({ azimuth: 180 + (k * 180) / AXES, elevation });
    return tryOut(light, solver.guess(difference, light, Infinity), EVALUATIONS);
  });
  const misfits = first.map(({ misfit }) => misfit);
  const better = new Map<number, Candidate>();
  const improve = (axis: number): Candidate => {
    const known = better.get(axis);
    if (known) return known;
    const { light, sheet } = first[axis]!;
    const candidate = tryOut(light, sheet, MORE_EVALUATIONS);
    better.set(axis, candidate);
    return candidate;
  };
  const likeliest = misfits.map((_, axis) => axis).toSorted((a, b) => misfits[a]! - misfits[b]!);
  const best = likeliest.slice(0, LIKELIEST).reduce((a, b) => (improve(b).misfit < improve(a).misfit ? b : a));
  const { sheet, misfit } = improve(best);
  const before = improve((best + AXES - 1) % AXES).misfit;
  const after = improve((best + 1) % AXES).misfit;
  const bend = before - 2 * misfit + after;
  const offset = bend > 0 ? Math.max(-1, Math.min(1, (before - after) / (2 * bend))) : 0;
  const azimuth = 180 + ((((best + offset) * 180) / AXES + 180) % 180);
  return { direction: { azimuth, elevation }, contrast: Math.max(...misfits) - Math.min(...misfits), sheet };
}
