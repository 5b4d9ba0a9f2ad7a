import type { Band } from '../band.js';
import { trianglesBetween, type Surface } from './surface.js';

const { abs, ceil, fround, max, min } = Math;

/** Rows `top`…`top + rows - 1` of a picture `width` pixels wide. */
export type Strip = Pick<Band, 'width' | 'rows' | 'top'>;

/** Height and slopes at the first pixel of a run, and their steps to the next. */
export interface Run {
  z: number;
  p: number;
  q: number;
  zStep: number;
  pStep: number;
  qStep: number;
}

/** Takes the pixels `first`…`end - 1` of a row of the strip. */
export type DrawRun = (row: number, first: number, end: number, run: Run) => void;

/**
 * Draws a surface's height and slopes at pixel centres; where the paper lies over itself, the part nearest the viewer.
 * @param scale pixels per sheet unit.
 */
export function drawNearest(surface: Surface, scale: number, band: Band): void {
  const { width, z, p, q } = band;
  z.fill(-Infinity);
  rasterise(surface, scale, band, (row, first, end, run) => {
    const [height, slopeX, slopeY] = [fround(run.z), fround(run.p), fround(run.q)];
    const [zStep, pStep, qStep] = [fround(run.zStep), fround(run.pStep), fround(run.qStep)];
    for (let k = 0, i = row * width + first; k < end - first; k++, i++) {
      const here = fround(height + fround(zStep * k));
      if (here <= z[i]!) continue;
      z[i] = here;
      p[i] = slopeX + fround(pStep * k);
      q[i] = slopeY + fround(qStep * k);
    }
  });
}

/** Hands over each triangle's pixels in the strip, row by row. */
export function rasterise(surface: Surface, scale: number, { width, rows, top }: Strip, draw: DrawRun): void {
  const { corners, slopes } = surface;
  const { from, to } = trianglesBetween(surface, top / scale, (top + rows + 1) / scale);
  const run: Run = { z: 0, p: 0, q: 0, zStep: 0, pStep: 0, qStep: 0 };
  for (let t = from; t < to; t++) {
    const corner = 9 * t;
    const y0 = corners[corner + 1]! * scale - top - 0.5;
    const y2 = corners[corner + 7]! * scale - top - 0.5;
    if (y2 < 0 || y0 >= rows) continue;
    const x0 = corners[corner]! * scale - 0.5;
    const x1 = corners[corner + 3]! * scale - 0.5;
    const x2 = corners[corner + 6]! * scale - 0.5;
    if (max(x0, max(x1, x2)) < 0 || min(x0, min(x1, x2)) >= width) continue;
    const y1 = corners[corner + 4]! * scale - top - 0.5;
    const determinant = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0);
    if (abs(determinant) < 1e-9) continue;
    // A value that is linear over the triangle changes along x and y by these shares of its differences to the top corner.
    const area = 1 / determinant;
    const x1Share = (y2 - y0) * area;
    const x2Share = (y0 - y1) * area;
    const y1Share = (x0 - x2) * area;
    const y2Share = (x1 - x0) * area;
    const z0 = corners[corner + 2]!;
    const z1 = corners[corner + 5]! - z0;
    const z2 = corners[corner + 8]! - z0;
    const slope = 6 * t;
    const p0 = slopes[slope]!;
    const p1 = slopes[slope + 2]! - p0;
    const p2 = slopes[slope + 4]! - p0;
    const q0 = slopes[slope + 1]!;
    const q1 = slopes[slope + 3]! - q0;
    const q2 = slopes[slope + 5]! - q0;
    run.zStep = z1 * x1Share + z2 * x2Share;
    run.pStep = p1 * x1Share + p2 * x2Share;
    run.qStep = q1 * x1Share + q2 * x2Share;
    const zDown = z1 * y1Share + z2 * y2Share;
    const pDown = p1 * y1Share + p2 * y2Share;
    const qDown = q1 * y1Share + q2 * y2Share;
    // Each edge from its upper end down, so that neighbours agree on it to the last bit.
    const long = (x2 - x0) / (y2 - y0);
    const upper = (x1 - x0) / (y1 - y0);
    const lower = (x2 - x1) / (y2 - y1);
    const endRow = min(rows, ceil(y2));
    for (let row = max(0, ceil(y0)); row < endRow; row++) {
      const one = x0 + long * (row - y0);
      const other = row < y1 ? x0 + upper * (row - y0) : x1 + lower * (row - y1);
      const first = max(0, ceil(min(one, other)));
      const end = min(width, ceil(max(one, other)));
      if (first >= end) continue;
      run.z = z0 + run.zStep * (first - x0) + zDown * (row - y0);
      run.p = p0 + run.pStep * (first - x0) + pDown * (row - y0);
      run.q = q0 + run.qStep * (first - x0) + qDown * (row - y0);
      draw(row, first, end, run);
    }
  }
}
