/** What the transforms of one size share. */
export interface Tables {
  readonly size: number;
  /** Whether an odd number of halvings leads from the size to 1. */
  readonly odd: boolean;
  readonly reversed: Uint32Array;
  readonly cosines: Float64Array;
  readonly sines: Float64Array;
}

/** @throws RangeError where the size is not a power of two, or less than 2. */
export function createTables(size: number): Tables {
  if (size < 2 || (size & (size - 1)) !== 0) {
    throw new RangeError(`side must be a power of two and at least 2, received ${size}`);
  }
  const bits = Math.log2(size);
  const reversed = new Uint32Array(size);
  for (let i = 1; i < size; i++) reversed[i] = (reversed[i >> 1]! >> 1) | ((i & 1) << (bits - 1));
  const cosines = Float64Array.from({ length: size >> 1 }, (_, i) => Math.cos((2 * Math.PI * i) / size));
  const sines = Float64Array.from({ length: size >> 1 }, (_, i) => -Math.sin((2 * Math.PI * i) / size));
  return { size, odd: bits % 2 === 1, reversed, cosines, sines };
}

/** Unscaled transform of one complex row in place; `sign` −1 gives the inverse. */
export function transformRow(re: Float64Array, im: Float64Array, tables: Tables, sign: 1 | -1): void {
  const { size, reversed, cosines, sines } = tables;
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
  let half = 1;
  if (tables.odd) {
    for (let even = 0; even < size; even += 2) butterflies(re, im, even, 1, 1);
    half = 2;
  }
  for (; half < size; half *= 4) {
    const stride = size / (4 * half);
    for (let k = 0; k < half; k++) {
      const twiddle = k * stride;
      const ar = cosines[2 * twiddle]!;
      const ai = sign * sines[2 * twiddle]!;
      const br = cosines[twiddle]!;
      const bi = sign * sines[twiddle]!;
      for (let start = k; start < size; start += 4 * half)
        doubleButterflies(re, im, start, half, 1, ar, ai, br, bi, sign);
    }
  }
}

/** Unscaled transform of all columns in place, whole rows at a time: neighbouring columns share each twiddle factor. */
export function transformColumns(
  re: Float64Array,
  im: Float64Array,
  columns: number,
  tables: Tables,
  sign: 1 | -1,
): void {
  const { size, reversed, cosines, sines } = tables;
  for (let i = 0; i < size; i++) {
    const j = reversed[i]!;
    if (j <= i) continue;
    swapRows(re, i * columns, j * columns, columns);
    swapRows(im, i * columns, j * columns, columns);
  }
  let half = 1;
  if (tables.odd) {
    for (let even = 0; even < size; even += 2) butterflies(re, im, even * columns, columns, columns);
    half = 2;
  }
  for (; half < size; half *= 4) {
    const stride = size / (4 * half);
    for (let start = 0; start < size; start += 4 * half) {
      for (let k = 0; k < half; k++) {
        const twiddle = k * stride;
        const ar = cosines[2 * twiddle]!;
        const ai = sign * sines[2 * twiddle]!;
        const br = cosines[twiddle]!;
        const bi = sign * sines[twiddle]!;
        doubleButterflies(re, im, (start + k) * columns, half * columns, columns, ar, ai, br, bi, sign);
      }
    }
  }
}

/** Butterflies without twiddle factors of `length` neighbouring values with those `apart` from them. */
function butterflies(re: Float64Array, im: Float64Array, first: number, apart: number, length: number): void {
  for (let even = first, odd = first + apart; even < first + length; even++, odd++) {
    const or = re[odd]!;
    const oi = im[odd]!;
    re[odd] = re[even]! - or;
    im[odd] = im[even]! - oi;
    re[even] = re[even]! + or;
    im[even] = im[even]! + oi;
  }
}

/**
 * Two stages at once on `length` neighbouring values and those one, two and three times `apart` from them, with twiddle
 * factor a in the first stage and b in the second; there, the other pair's factor is b turned by a quarter.
 */
function doubleButterflies(
  re: Float64Array,
  im: Float64Array,
  first: number,
  apart: number,
  length: number,
  ar: number,
  ai: number,
  br: number,
  bi: number,
  sign: 1 | -1,
): void {
  for (let i0 = first, end = first + length; i0 < end; i0++) {
    const i1 = i0 + apart;
    const i2 = i1 + apart;
    const i3 = i2 + apart;
    const r1 = re[i1]! * ar - im[i1]! * ai;
    const m1 = re[i1]! * ai + im[i1]! * ar;
    const r3 = re[i3]! * ar - im[i3]! * ai;
    const m3 = re[i3]! * ai + im[i3]! * ar;
    const lowRe = re[i0]! - r1;
    const lowIm = im[i0]! - m1;
    const highRe = re[i0]! + r1;
    const highIm = im[i0]! + m1;
    const sumRe = re[i2]! + r3;
    const sumIm = im[i2]! + m3;
    const restRe = re[i2]! - r3;
    const restIm = im[i2]! - m3;
    const turnedRe = sumRe * br - sumIm * bi;
    const turnedIm = sumRe * bi + sumIm * br;
    const quarterRe = sign * (restRe * bi + restIm * br);
    const quarterIm = sign * (restIm * bi - restRe * br);
    re[i0] = highRe + turnedRe;
    im[i0] = highIm + turnedIm;
    re[i2] = highRe - turnedRe;
    im[i2] = highIm - turnedIm;
    re[i1] = lowRe + quarterRe;
    im[i1] = lowIm + quarterIm;
    re[i3] = lowRe - quarterRe;
    im[i3] = lowIm - quarterIm;
  }
}

function swapRows(values: Float64Array, first: number, second: number, length: number): void {
  for (let x = 0; x < length; x++) {
    const kept = values[first + x]!;
    values[first + x] = values[second + x]!;
    values[second + x] = kept;
  }
}
