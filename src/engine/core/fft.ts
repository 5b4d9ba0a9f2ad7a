import { createTables, transformColumns, transformRow } from './fft-passes.js';

/**
 * Discrete Fourier transforms of real planes whose sides are powers of two (Cooley and Tukey 1965). One object
 * serves one size and owns its work space, so that repeated transforms allocate nothing.
 *
 * The spectrum holds columns 0…width/2 only; the rest follows from F(−k) = conj F(k). Rows keep their order: row y has
 * the vertical frequency y ÷ height, or (y − height) ÷ height from height/2 on.
 */
export interface PlaneFourier {
  readonly width: number;
  readonly height: number;
  /** Columns of the spectrum: width/2 + 1. */
  readonly columns: number;
  /** Spectrum of the last forward transform, row-major; free to be changed before the inverse. */
  readonly re: Float64Array;
  readonly im: Float64Array;
  /** Transforms `plane` (row-major, width·height) into the spectrum. */
  forward(plane: Float64Array): void;
  /** Transforms the spectrum into `plane`, scaled by 1/(width·height); the spectrum is lost. */
  inverse(plane: Float64Array): void;
}

/** @throws RangeError where a side is not a power of two, or less than 2. */
export function createPlaneFourier(width: number, height: number): PlaneFourier {
  const alongRow = createTables(width);
  const alongColumn = createTables(height);
  const columns = width / 2 + 1;
  const re = new Float64Array(columns * height);
  const im = new Float64Array(columns * height);
  const rowRe = new Float64Array(width);
  const rowIm = new Float64Array(width);

  const forward = (plane: Float64Array) => {
    for (let y = 0; y < height; y += 2) {
      rowRe.set(plane.subarray(y * width, (y + 1) * width));
      rowIm.set(plane.subarray((y + 1) * width, (y + 2) * width));
      transformRow(rowRe, rowIm, alongRow, 1);
      splitRows(rowRe, rowIm, re, im, y * columns, columns);
    }
    transformColumns(re, im, columns, alongColumn, 1);
  };

  const inverse = (plane: Float64Array) => {
    transformColumns(re, im, columns, alongColumn, -1);
    const scale = 1 / (width * height);
    for (let y = 0; y < height; y += 2) {
      joinRows(re, im, y * columns, columns, rowRe, rowIm);
      transformRow(rowRe, rowIm, alongRow, -1);
      const first = y * width;
      for (let x = 0; x < width; x++) {
        plane[first + x] = rowRe[x]! * scale;
        plane[first + width + x] = rowIm[x]! * scale;
      }
    }
  };

  return { width, height, columns, re, im, forward, inverse };
}

/** Half spectra of two real rows from the transform of first + i·second, to `start` and the row after it. */
function splitRows(
  rowRe: Float64Array,
  rowIm: Float64Array,
  re: Float64Array,
  im: Float64Array,
  start: number,
  columns: number,
): void {
  const size = rowRe.length;
  for (let k = 0; k < columns; k++) {
    const mirrored = (size - k) & (size - 1);
    const ar = rowRe[k]!;
    const ai = rowIm[k]!;
    const br = rowRe[mirrored]!;
    const bi = rowIm[mirrored]!;
    re[start + k] = (ar + br) / 2;
    im[start + k] = (ai - bi) / 2;
    re[start + columns + k] = (ai + bi) / 2;
    im[start + columns + k] = (br - ar) / 2;
  }
}

/** The transform of first + i·second from the half spectra of two real rows: the reverse of {@link splitRows}. */
function joinRows(
  re: Float64Array,
  im: Float64Array,
  start: number,
  columns: number,
  rowRe: Float64Array,
  rowIm: Float64Array,
): void {
  const size = rowRe.length;
  for (let k = 0; k < columns; k++) {
    const ar = re[start + k]!;
    const ai = im[start + k]!;
    const br = re[start + columns + k]!;
    const bi = im[start + columns + k]!;
    const mirrored = (size - k) & (size - 1);
    rowRe[mirrored] = ar + bi;
    rowIm[mirrored] = br - ai;
    rowRe[k] = ar - bi;
    rowIm[k] = ai + br;
  }
}
