/**
 * Discrete Fourier transforms of real planes whose sides are powers of two (Cooley and Tukey 1965, radix 2). One object serves
 * one size and owns its work space, so that repeated transforms allocate nothing.
 *
 * The spectrum holds columns 0…width/2 only; the rest follows from F(−k) = conj F(k). Rows keep their order: row y has the
 * vertical frequency y ÷ height, or (y − height) ÷ height from height/2 on.
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

interface Tables {
  readonly size: number;
  readonly reversed: Uint32Array;
  readonly cosines: Float64Array;
  readonly sines: Float64Array;
}

function createTables(size: number): Tables {
  if (size < 2 || (size & (size - 1)) !== 0) {
    throw new RangeError(`side must be a power of two and at least 2, received ${size}`);
  }
  const bits = Math.log2(size);
  const reversed = new Uint32Array(size);
  for (let i = 1; i < size; i++) reversed[i] = (reversed[i >> 1]! >> 1) | ((i & 1) << (bits - 1));
  const cosines = Float64Array.from({ length: size >> 1 }, (_, i) => Math.cos((2 * Math.PI * i) / size));
  const sines = Float64Array.from({ length: size >> 1 }, (_, i) => -Math.sin((2 * Math.PI * i) / size));
  return { size, reversed, cosines, sines };
}

/** Unscaled transform of one complex row in place; `sign` −1 gives the inverse. */
function transformRow(
  re: Float64Array,
  im: Float64Array,
  { size, reversed, cosines, sines }: Tables,
  sign: 1 | -1,
): void {
  for (let i = 0; i < size; i++) {
    const j = reversed[i]!;
    if (j <= i) continue;
    const realPart = re[i]!;
    const imaginaryPart = im[i]!;
    re[i] = re[j]!;
    im[i] = im[j]!;
    re[j] = realPart;
    im[j] = imaginaryPart;
  }
  for (let even = 0; even < size; even += 2) {
    const or = re[even + 1]!;
    const oi = im[even + 1]!;
    re[even + 1] = re[even]! - or;
    im[even + 1] = im[even]! - oi;
    re[even] = re[even]! + or;
    im[even] = im[even]! + oi;
  }
  for (let half = 2; half < size; half <<= 1) {
    const stride = size / (2 * half);
    for (let start = 0; start < size; start += 2 * half) {
      for (let k = 0, twiddle = 0; k < half; k++, twiddle += stride) {
        const wr = cosines[twiddle]!;
        const wi = sign * sines[twiddle]!;
        const even = start + k;
        const odd = even + half;
        const or = re[odd]! * wr - im[odd]! * wi;
        const oi = re[odd]! * wi + im[odd]! * wr;
        re[odd] = re[even]! - or;
        im[odd] = im[even]! - oi;
        re[even] = re[even]! + or;
        im[even] = im[even]! + oi;
      }
    }
  }
}

/** Unscaled transform of all columns in place, whole rows at a time: neighbouring columns share each twiddle factor. */
function transformColumns(re: Float64Array, im: Float64Array, columns: number, tables: Tables, sign: 1 | -1): void {
  const { size, reversed, cosines, sines } = tables;
  for (let i = 0; i < size; i++) {
    const j = reversed[i]!;
    if (j <= i) continue;
    swapRows(re, i * columns, j * columns, columns);
    swapRows(im, i * columns, j * columns, columns);
  }
  for (let half = 1; half < size; half <<= 1) {
    const stride = size / (2 * half);
    for (let start = 0; start < size; start += 2 * half) {
      for (let k = 0; k < half; k++) {
        const first = (start + k) * columns;
        butterflyRows(re, im, first, first + half * columns, columns, cosines[k * stride]!, sign * sines[k * stride]!);
      }
    }
  }
}

function swapRows(values: Float64Array, first: number, second: number, length: number): void {
  for (let x = 0; x < length; x++) {
    const kept = values[first + x]!;
    values[first + x] = values[second + x]!;
    values[second + x] = kept;
  }
}

function butterflyRows(
  re: Float64Array,
  im: Float64Array,
  even: number,
  odd: number,
  length: number,
  wr: number,
  wi: number,
): void {
  for (let end = even + length; even < end; even++, odd++) {
    const oddRe = re[odd]!;
    const oddIm = im[odd]!;
    const or = oddRe * wr - oddIm * wi;
    const oi = oddRe * wi + oddIm * wr;
    re[odd] = re[even]! - or;
    im[odd] = im[even]! - oi;
    re[even] = re[even]! + or;
    im[even] = im[even]! + oi;
  }
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
