import { stiffened } from '../render/displacement.js';
import type { PaperAnalysis } from '../analysis/index.js';

/** Vertices along a side of the finest mesh: a power of two, and one. */
export const GRID_SIDE = 513;

/** Longer side of a sheet in metres: that of A4. */
const LONGER_SIDE = 0.297;
/** Root mean square slope of a sheet whose relief is trusted in full: crumpled paper, smoothed out by hand. */
const SLOPE = 0.28;
/** Greatest depth in shares of the longer side. */
const GREATEST_DEPTH = 0.08;
/** Confidence from which on the relief is shown in full. */
const TRUSTED = 0.5;

/** A sheet in space: x to the right, y up, z towards the viewer, its middle in the origin; metres. */
export interface HeightGrid {
  readonly width: number;
  readonly height: number;
  /** z of {@link GRID_SIDE}² vertices, row-major from the top left, at even steps over the sheet. */
  readonly z: Float32Array;
}

/** The relief as a surface of plausible depth: photographs tell its shape and not its scale. */
export function heightGrid({ width, height, relief, confidence }: PaperAnalysis): HeightGrid {
  const unit = LONGER_SIDE / Math.max(width, height);
  const size = { width: width * unit, height: height * unit };
  const smooth = stiffened(relief);
  const z = new Float32Array(GRID_SIDE * GRID_SIDE);
  for (let row = 0, i = 0; row < GRID_SIDE; row++) {
    const y = (row / (GRID_SIDE - 1)) * (smooth.height - 1);
    const top = Math.min(Math.floor(y), Math.max(0, smooth.height - 2));
    const below = Math.min(top + 1, smooth.height - 1) * smooth.width;
    for (let column = 0; column < GRID_SIDE; column++, i++) {
      const x = (column / (GRID_SIDE - 1)) * (smooth.width - 1);
      const left = Math.min(Math.floor(x), Math.max(0, smooth.width - 2));
      const right = Math.min(left + 1, smooth.width - 1);
      const upper = mix(smooth.data[top * smooth.width + left]!, smooth.data[top * smooth.width + right]!, x - left);
      const lower = mix(smooth.data[below + left]!, smooth.data[below + right]!, x - left);
      z[i] = mix(upper, lower, y - top);
    }
  }
  const slope = meanSlope(z, size);
  const range = z.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (slope > 0) {
    const trust = Math.min(1, confidence / TRUSTED);
    const scale = Math.min(SLOPE / slope, (GREATEST_DEPTH * LONGER_SIDE) / (2 * range)) * trust;
    for (let i = 0; i < z.length; i++) z[i]! *= scale;
  }
  return { ...size, z };
}

/** Unit normal of the surface at a vertex, by central differences. */
export function normalAt({ width, height, z }: HeightGrid, column: number, row: number): [number, number, number] {
  const [left, right] = [Math.max(0, column - 1), Math.min(GRID_SIDE - 1, column + 1)];
  const [above, below] = [Math.max(0, row - 1), Math.min(GRID_SIDE - 1, row + 1)];
  const at = (x: number, y: number) => z[y * GRID_SIDE + x]!;
  const dx = ((at(right, row) - at(left, row)) / (right - left)) * ((GRID_SIDE - 1) / width);
  const dy = ((at(column, above) - at(column, below)) / (below - above)) * ((GRID_SIDE - 1) / height);
  const length = Math.hypot(dx, dy, 1);
  return [-dx / length, -dy / length, 1 / length];
}

/** Root mean square, per unit of length. */
function meanSlope(z: Float32Array, { width, height }: { width: number; height: number }): number {
  let sum = 0;
  for (let row = 1; row < GRID_SIDE; row++) {
    for (let column = 1; column < GRID_SIDE; column++) {
      const i = row * GRID_SIDE + column;
      const dx = ((z[i]! - z[i - 1]!) * (GRID_SIDE - 1)) / width;
      const dy = ((z[i]! - z[i - GRID_SIDE]!) * (GRID_SIDE - 1)) / height;
      sum += dx * dx + dy * dy;
    }
  }
  return Math.sqrt(sum / (GRID_SIDE - 1) ** 2);
}

function mix(a: number, b: number, share: number): number {
  return a + share * (b - a);
}
