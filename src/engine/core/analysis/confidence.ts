import type { Plane } from '../raster.js';
import { fitWithin } from '../size.js';
import { logsOf } from './ink.js';
import type { Passes } from './passes/passes.js';

const GRID_SIDE = 128;
/** Size of folds, as deviations of the blurs between which they lie, in pixels of the grid. */
const FOLDS = { finest: 1, coarsest: 8 };

/** What speaks for a relief; each is turned into 0…1 between a value that is none and one that is ample. */
const EVIDENCE = {
  /** Deviation of the log shading at the size of folds. Texture of flat paper: 0.01; crumpled sheets: 0.05 and more. */
  foldContrast: { none: 0.014, ample: 0.045 },
  /**
   * Contrast between axes of light, as the light's estimate gives it. Texture: 0.1…0.25; crumpled sheets: 0.33 and
   * more.
   */
  lightContrast: { none: 0.1, ample: 0.35 },
  /** Colourfulness, which speaks against it: prints and paintings have 0.3 and more, stained paper 0.1. */
  colourfulness: { none: 0.45, ample: 0.15 },
} as const;

export interface ReliefEvidence {
  readonly foldContrast: number;
  readonly lightContrast: number;
  readonly colourfulness: number;
}

/** 0…1 that the relief is real. */
export function confidenceOf(evidence: ReliefEvidence): number {
  const share = (name: keyof ReliefEvidence) => {
    const { none, ample } = EVIDENCE[name];
    return smoothStep((evidence[name] - none) / (ample - none));
  };
  return share('foldContrast') * share('lightContrast') * share('colourfulness');
}

/** Deviation of the log shading at the size of folds: neither grain nor the lamp's fall-off. */
export function foldContrast(shading: Plane, passes: Passes): number {
  const grid = passes.reduce(shading, fitWithin(shading, GRID_SIDE));
  const unit = Math.max(grid.width, grid.height) / GRID_SIDE;
  const brightness = { ...grid, data: logsOf(grid.data, 1) };
  const fine = passes.blur(brightness, FOLDS.finest * unit).data;
  const coarse = passes.blur(brightness, FOLDS.coarsest * unit).data;
  let sum = 0;
  for (let i = 0; i < fine.length; i++) sum += (fine[i]! - coarse[i]!) ** 2;
  return Math.sqrt(sum / fine.length);
}

function smoothStep(t: number): number {
  const clamped = Math.min(1, Math.max(0, t));
  return clamped * clamped * (3 - 2 * clamped);
}
