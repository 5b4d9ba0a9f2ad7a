import type { Band } from '../band.js';
import { rasterise, type Strip } from './rasterise.js';
import type { Surface } from './surface.js';

const { ceil, imul, min } = Math;

/** Rows whose changes are gathered at a time: few enough to stay in the cache. */
export const STRIP_ROWS = 16;
/** Whole numbers to 1: values are summed as integers, so that what is taken off where a triangle ends leaves nothing. */
export const FIXED = 2 ** 20;

/** Integers a row of changes takes: four a pixel, and one pixel more for what ends at the border. */
export const changesARow = (width: number): number => 4 * (4 * ceil(width / 4) + 4);

/**
 * Adds the slopes of surfaces that nowhere lie over themselves. A value that is linear over a triangle is told, on each row,
 * by its value and step where the row enters the triangle and by both taken off where it leaves; one sum along the row then
 * draws all triangles, however many lie over one another.
 * @param scale pixels per sheet unit.
 */
export function addSlopes(surfaces: readonly Surface[], scale: number, band: Band): void {
  forEachStrip(band, (strip, changes, start) => {
    const stride = changesARow(band.width);
    for (const surface of surfaces) {
      rasterise(surface, scale, strip, (row, first, end, { p, q, pStep, qStep }) => {
        const at = row * stride;
        change(changes, at, first, end, (p * FIXED) | 0, end - first === 1 ? 0 : (pStep * FIXED) | 0);
        change(changes, at + 2, first, end, (q * FIXED) | 0, end - first === 1 ? 0 : (qStep * FIXED) | 0);
      });
    }
    sum(changes, strip, 0, band.p, start);
    sum(changes, strip, 2, band.q, start);
  });
}

/** Turns `z` from sheet units into pixels and adds the heights of surfaces that nowhere lie over themselves. */
export function addHeights(surfaces: readonly Surface[], scale: number, band: Band): void {
  const fixed = FIXED * scale;
  forEachStrip(band, (strip, changes, start) => {
    const stride = changesARow(band.width);
    for (const surface of surfaces) {
      rasterise(surface, scale, strip, (row, first, end, { z, zStep }) => {
        const step = end - first === 1 ? 0 : (zStep * fixed) | 0;
        change(changes, row * stride, first, end, (z * fixed) | 0, step);
      });
    }
    for (let i = start; i < start + strip.rows * strip.width; i++) band.z[i] = scale * band.z[i]!;
    sum(changes, strip, 0, band.z, start);
  });
}

function forEachStrip(
  { width, rows, top }: Band,
  draw: (strip: Strip, changes: Int32Array, start: number) => void,
): void {
  const changes = new Int32Array(STRIP_ROWS * changesARow(width));
  for (let row = 0; row < rows; row += STRIP_ROWS) {
    changes.fill(0);
    draw({ width, rows: min(STRIP_ROWS, rows - row), top: top + row }, changes, row * width);
  }
}

function change(changes: Int32Array, at: number, first: number, end: number, value: number, step: number): void {
  const from = at + 4 * first;
  changes[from] = changes[from]! + value;
  changes[from + 1] = changes[from + 1]! + step;
  const to = at + 4 * end;
  changes[to] = changes[to]! - (value + imul(step, end - first));
  changes[to + 1] = changes[to + 1]! - step;
}

/** Adds the values that begin at `offset` of each pixel's changes to a plane, from `start` on. */
function sum(changes: Int32Array, { width, rows }: Strip, offset: number, plane: Float32Array, start: number): void {
  const stride = changesARow(width);
  for (let row = 0, i = start; row < rows; row++) {
    let value = 0;
    let step = 0;
    for (let x = 0, at = row * stride + offset; x < width; x++, i++, at += 4) {
      value = (value + changes[at]!) | 0;
      step = (step + changes[at + 1]!) | 0;
      plane[i] = plane[i]! + value / FIXED;
      value = (value + step) | 0;
    }
  }
}
