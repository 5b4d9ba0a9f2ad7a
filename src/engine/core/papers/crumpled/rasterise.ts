import type { Band } from '../band.js';
import type { Surface } from './surface.js';

const { abs, ceil, max, min } = Math;

/**
 * Draws a surface's height and slopes at pixel centres; where the paper lies over itself, the part nearest the viewer.
 * @param scale pixels per sheet unit.
 */
export function drawNearest(surface: Surface, scale: number, band: Band): void {
  const { z, p, q } = band;
  z.fill(-Infinity);
  rasterise(surface, scale, band, (start, end, run) => {
    let { z: height, p: slopeX, q: slopeY } = run;
    const { zStep, pStep, qStep } = run;
    for (let i = start; i < end; i++, height += zStep, slopeX += pStep, slopeY += qStep) {
      if (height <= z[i]!) continue;
      z[i] = height;
      p[i] = slopeX;
      q[i] = slopeY;
    }
  });
}

/** Adds the height and slopes of a surface that nowhere lies over itself. */
export function addSurface(surface: Surface, scale: number, band: Band): void {
  const { z, p, q } = band;
  rasterise(surface, scale, band, (start, end, run) => {
    let { z: height, p: slopeX, q: slopeY } = run;
    const { zStep, pStep, qStep } = run;
    for (let i = start; i < end; i++, height += zStep, slopeX += pStep, slopeY += qStep) {
      z[i] = z[i]! + height;
      p[i] = p[i]! + slopeX;
      q[i] = q[i]! + slopeY;
    }
  });
}

/** Adds the slopes alone, where nobody asks for the height. */
export function addSlopes(surface: Surface, scale: number, band: Band): void {
  const { p, q } = band;
  rasterise(surface, scale, band, (start, end, { p: slopeX, q: slopeY, pStep, qStep }) => {
    for (let i = start; i < end; i++, slopeX += pStep, slopeY += qStep) {
      p[i] = p[i]! + slopeX;
      q[i] = q[i]! + slopeY;
    }
  });
}

/** Height and slopes at the first pixel of a run, and their steps to the next. */
interface Run {
  z: number;
  p: number;
  q: number;
  zStep: number;
  pStep: number;
  qStep: number;
}

/** Hands over each triangle's pixels, row by row: indices `start`…`end - 1` of the band. */
function rasterise(
  { count, corners, slopes }: Surface,
  scale: number,
  { width, rows, top }: Band,
  draw: (start: number, end: number, run: Run) => void,
): void {
  const run: Run = { z: 0, p: 0, q: 0, zStep: 0, pStep: 0, qStep: 0 };
  for (let t = 0; t < count; t++) {
    const corner = 9 * t;
    const y0 = corners[corner + 1]! * scale - top - 0.5;
    const y2 = corners[corner + 7]! * scale - top - 0.5;
    if (y2 < 0 || y0 >= rows) continue;
    const x0 = corners[corner]! * scale - 0.5;
    const x1 = corners[corner + 3]! * scale - 0.5;
    const x2 = corners[corner + 6]! * scale - 0.5;
    if (max(x0, x1, x2) < 0 || min(x0, x1, x2) >= width) continue;
    const y1 = corners[corner + 4]! * scale - top - 0.5;
    const determinant = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0);
    if (abs(determinant) < 1e-9) continue;
    // A value that is linear over the triangle changes along x and y by these shares of its differences to the top corner.
    const x1Share = (y2 - y0) / determinant;
    const x2Share = -(y1 - y0) / determinant;
    const y1Share = -(x2 - x0) / determinant;
    const y2Share = (x1 - x0) / determinant;
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
    const endRow = min(rows, ceil(y2));
    for (let y = max(0, ceil(y0)); y < endRow; y++) {
      const long = x0 + ((x2 - x0) * (y - y0)) / (y2 - y0);
      const short = y < y1 ? x0 + ((x1 - x0) * (y - y0)) / (y1 - y0) : x1 + ((x2 - x1) * (y - y1)) / (y2 - y1);
      const first = max(0, ceil(min(long, short)));
      const end = min(width, ceil(max(long, short)));
      if (first >= end) continue;
      run.z = z0 + run.zStep * (first - x0) + zDown * (y - y0);
      run.p = p0 + run.pStep * (first - x0) + pDown * (y - y0);
      run.q = q0 + run.qStep * (first - x0) + qDown * (y - y0);
      draw(y * width + first, y * width + end, run);
    }
  }
}
