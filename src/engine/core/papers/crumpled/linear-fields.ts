import type { Band } from '../band.js';
import { edgesBetween, type Surface } from './surface.js';

const { abs, ceil, floor, imul, max, min } = Math;

/** Whole numbers to 1: values are summed as integers, so that what is taken off where a triangle ends leaves nothing. */
const FIXED = 2 ** 20;
/** Integers of a triangle: the values of both fields at column and row 0 with their steps beside them, and their steps down. */
export const FIELD = 8;
/** Triangles over which a value changes by more a pixel are narrower than any pixel, and take its mean. */
const STEEPEST = 64;
/** Whole numbers to a pixel, of edges. */
const SUBPIXELS = 65536;

/** Integers a row of changes takes: four a pixel, and one pixel more for what ends at the border. */
export const changesARow = (width: number): number => 4 * (4 * ceil(width / 4) + 4);

/** Surfaces with the two linear fields that are drawn over each triangle. */
type Fields = readonly (readonly [Surface, Int32Array])[];

/**
 * Draws the slopes of surfaces, added, into `p` and `q`. A value that is linear over each triangle is told, on each row, by how
 * value and step change where the row crosses an edge; one sum along the row then draws all triangles, however many lie over
 * one another. Values wrap around at 32 bits, so far from their triangles they mean nothing, and cancel.
 * @param scale pixels per sheet unit.
 */
export function prepareSlopes(band: Band, surfaces: readonly Surface[], scale: number): () => void {
  const fields: Fields = surfaces.map((surface) => [surface, slopeFields(surface, scale)]);
  const changes = new Int32Array(band.rows * changesARow(band.width));
  return () => {
    gather(fields, scale, band, changes);
    sum(changes, band, 0, band.p);
    sum(changes, band, 2, band.q);
  };
}

/** Draws the heights of surfaces, added, into `z`, in pixels. */
export function prepareHeights(band: Band, surfaces: readonly Surface[], scale: number): () => void {
  const fields: Fields = surfaces.map((surface) => [surface, heightFields(surface, scale)]);
  const changes = new Int32Array(band.rows * changesARow(band.width));
  return () => {
    gather(fields, scale, band, changes);
    sum(changes, band, 0, band.z);
  };
}

function slopeFields({ corners, slopes }: Surface, scale: number): Int32Array {
  const fields = new Int32Array(FIELD * (1 + corners.length / 9));
  for (let triangle = 0; triangle < corners.length / 9; triangle++) {
    const at = FIELD * (triangle + 1);
    const k = 6 * triangle;
    setField(fields, at, corners, triangle, scale, slopes[k]!, slopes[k + 2]!, slopes[k + 4]!);
    setField(fields, at + 2, corners, triangle, scale, slopes[k + 1]!, slopes[k + 3]!, slopes[k + 5]!);
  }
  return fields;
}

function heightFields({ corners }: Surface, scale: number): Int32Array {
  const fields = new Int32Array(FIELD * (1 + corners.length / 9));
  for (let triangle = 0; triangle < corners.length / 9; triangle++) {
    const [a, b, c] = [2, 5, 8].map((k) => scale * corners[9 * triangle + k]!) as [number, number, number];
    setField(fields, FIELD * (triangle + 1), corners, triangle, scale, a, b, c);
  }
  return fields;
}

/** The value that is `a`, `b`, `c` in the corners of a triangle, as a linear function of column and row. */
function setField(
  fields: Int32Array,
  at: number,
  corners: Float32Array,
  triangle: number,
  scale: number,
  a: number,
  b: number,
  c: number,
): void {
  const corner = 9 * triangle;
  const x0 = corners[corner]! * scale - 0.5;
  const y0 = corners[corner + 1]! * scale - 0.5;
  const x1 = corners[corner + 3]! * scale - 0.5 - x0;
  const y1 = corners[corner + 4]! * scale - 0.5 - y0;
  const x2 = corners[corner + 6]! * scale - 0.5 - x0;
  const y2 = corners[corner + 7]! * scale - 0.5 - y0;
  const perArea = 1 / (x1 * y2 - x2 * y1);
  const step = ((b - a) * y2 - (c - a) * y1) * perArea;
  const down = ((c - a) * x1 - (b - a) * x2) * perArea;
  if (abs(step) <= STEEPEST && abs(down) <= STEEPEST) {
    const column = floor(x0);
    const row = floor(y0);
    const value = a + step * (column - x0) + down * (row - y0);
    const right = (step * FIXED) | 0;
    const below = (down * FIXED) | 0;
    fields[at] = ((value * FIXED) | 0) - imul(right, column) - imul(below, row);
    fields[at + 1] = right;
    fields[at + 4] = below;
  } else {
    fields[at] = (((a + b + c) / 3) * FIXED) | 0;
  }
}

function gather(fields: Fields, scale: number, { width, rows, top }: Band, changes: Int32Array): void {
  const stride = changesARow(width);
  changes.fill(0);
  for (const [surface, field] of fields) {
    const { edges, sides } = surface;
    const { from, to } = edgesBetween(surface, top / scale, (top + rows + 1) / scale);
    for (let edge = from; edge < to; edge++) {
      const y0 = edges[4 * edge + 1]! * scale - top - 0.5;
      const y1 = edges[4 * edge + 3]! * scale - top - 0.5;
      const first = max(0, ceil(y0));
      const end = min(rows, ceil(y1));
      if (first >= end) continue;
      const x0 = edges[4 * edge]! * scale - 0.5;
      const x1 = edges[4 * edge + 2]! * scale - 0.5;
      if (x0 >= width && x1 >= width) continue;
      const slope = (x1 - x0) / (y1 - y0);
      let x = ((x0 + slope * (first - y0)) * SUBPIXELS) | 0;
      const xStep = (slope * SUBPIXELS) | 0;
      const right = FIELD * sides[2 * edge]!;
      const left = FIELD * sides[2 * edge + 1]!;
      const stepP = field[right + 1]! - field[left + 1]!;
      const stepQ = field[right + 3]! - field[left + 3]!;
      const downP = field[right + 4]! - field[left + 4]!;
      const downQ = field[right + 6]! - field[left + 6]!;
      let p = field[right]! - field[left]! + imul(downP, top + first);
      let q = field[right + 2]! - field[left + 2]! + imul(downQ, top + first);
      for (let row = first; row < end; row++) {
        const column = max(0, min(width, (x + SUBPIXELS - 1) >> 16));
        const at = row * stride + 4 * column;
        changes[at] = changes[at]! + p + imul(stepP, column);
        changes[at + 1] = changes[at + 1]! + stepP;
        changes[at + 2] = changes[at + 2]! + q + imul(stepQ, column);
        changes[at + 3] = changes[at + 3]! + stepQ;
        p = (p + downP) | 0;
        q = (q + downQ) | 0;
        x += xStep;
      }
    }
  }
}

/** Writes to a plane what comes of the changes that begin at `offset` of each pixel's. */
function sum(changes: Int32Array, { width, rows }: Band, offset: number, plane: Float32Array): void {
  const stride = changesARow(width);
  for (let row = 0, i = 0; row < rows; row++) {
    let value = 0;
    let step = 0;
    for (let x = 0, at = row * stride + offset; x < width; x++, i++, at += 4) {
      value = (value + changes[at]!) | 0;
      step = (step + changes[at + 1]!) | 0;
      plane[i] = value / FIXED;
      value = (value + step) | 0;
    }
  }
}
