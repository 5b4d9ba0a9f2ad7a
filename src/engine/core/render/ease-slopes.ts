import { solveScreenedPoisson } from '../poisson.js';
import { createPlane, type Plane } from '../raster.js';
import { enlarge, reduce } from '../resample.js';
import { amplitudeNeed, LEAST_SCALING } from './displacement.js';

/** Slopes are eased from this share of what the amplitude allows, since what is taken off one is spread over others. */
const FROM = 0.6;
/** Waves longer than this many coarse steps keep their height. */
const KEPT = 32;

/**
 * The height with its steepest slopes made gentler, so that the art can be displaced by about `amplitude` grid steps per unit of
 * height without folding over: else the steepest place of a sheet holds back all of it. Slopes are limited, and the height is
 * what they best add up to (Fattal, Lischinski and Werman 2002) without leaving the old one over longer ways, on a grid of twice the
 * step.
 */
export function easeSlopes(height: Plane, amplitude: number): Plane {
  const coarse = { width: Math.ceil(height.width / 2), height: Math.ceil(height.height / 2) };
  const limit = (FROM * 2 * (1 - LEAST_SCALING ** 2)) / amplitude;
  const excess = excessOf(reduce(height, coarse), limit);
  if (!excess) return height;
  const eased = enlarge(solveScreenedPoisson(excess, 1 / KEPT ** 2, 1), height);
  for (let y = 0; y < height.height; y++) addRow(eased, height, y);
  return eased;
}

function addRow({ width, data }: Plane, { data: other }: Plane, y: number): void {
  for (let i = y * width, end = i + width; i < end; i++) data[i]! += other[i]!;
}

/** Divergence of what is taken off slopes that need more than the limit; null where none does. */
function excessOf(plane: Plane, limit: number): Plane | null {
  const excess = createPlane(plane.width, plane.height);
  let any = false;
  for (let y = 0; y < plane.height; y++) if (addExcessOfRow(plane, limit, y, excess.data)) any = true;
  return any ? excess : null;
}

/** Whether any slope of a row needs more. */
function addExcessOfRow({ width, height, data }: Plane, limit: number, y: number, excess: Float32Array): boolean {
  let any = false;
  for (let x = 0, i = y * width; x < width; x++, i++) {
    const right = x < width - 1 ? data[i + 1]! - data[i]! : 0;
    const down = y < height - 1 ? data[i + width]! - data[i]! : 0;
    const need = amplitudeNeed(right, down);
    if (need <= limit) continue;
    any = true;
    const change = limit / need - 1;
    excess[i]! += change * (right + down);
    if (x < width - 1) excess[i + 1]! -= change * right;
    if (y < height - 1) excess[i + width]! -= change * down;
  }
  return any;
}
