import { scatter } from './scatter';

/**
 * Fourier transforms of a real plane whose sides, `width` and `height`, are powers of two, 8 or more. Its left half is taken for the
 * real, its right half for the imaginary part of half as many columns (two-for-one); these are transformed, told apart and
 * transposed, so that rows are then transformed as columns too: always whole vectors with one twiddle factor.
 *
 * The spectrum lies transposed: row r holds the horizontal frequency whose bits are r's reversed, column y the vertical
 * frequency y, 0…height/2; its rows are padded to multiples of four columns. Forward it is twice, and the inverse is
 * width·height times, what the definition says.
 *
 * Tables: `width` cosines, as many sines, then as many of `height`; then the reversed bits of 0…`height` − 1.
 */
const FLOAT: usize = 4;

/** @param half room for the transform of the columns: twice width·height/2 floats */
export function forward(
  plane: usize,
  width: i32,
  rows: i32,
  stride: i32,
  height: i32,
  tables: usize,
  half: usize,
  re: usize,
  im: usize,
): void {
  const across = (width as usize) * (FLOAT / 2);
  const halfIm = half + (height as usize) * across;
  const rowBytes = (stride as usize) * FLOAT;
  for (let y = 0; y < height; y++) {
    const row = plane + (y as usize) * rowBytes;
    const to = (y as usize) * across;
    for (let at: usize = 0; at < across; at += 16) {
      v128.store(half + to + at, y < rows && at < rowBytes ? v128.load(row + at) : f32x4.splat(0));
      v128.store(halfIm + to + at, y < rows && across + at < rowBytes ? v128.load(row + across + at) : f32x4.splat(0));
    }
  }
  const ofColumns = tables + (2 * (width as usize)) * FLOAT;
  decimate(half, halfIm, height, across, ofColumns);
  split(half, halfIm, width, height, ofColumns + 2 * (height as usize) * FLOAT, re, im);
  decimate(re, im, width, columnBytes(height), tables);
}

/** The reverse of {@link forward}; the spectrum is lost. Writes `columns` columns, what lies beyond them in their last vector as 0. */
export function inverse(
  plane: usize,
  width: i32,
  columns: i32,
  rows: i32,
  stride: i32,
  height: i32,
  tables: usize,
  half: usize,
  re: usize,
  im: usize,
): void {
  const across = (width as usize) * (FLOAT / 2);
  const halfIm = half + (height as usize) * across;
  const ofColumns = tables + (2 * (width as usize)) * FLOAT;
  assemble(re, im, width, columnBytes(height), tables);
  join(re, im, width, height, ofColumns + 2 * (height as usize) * FLOAT, half, halfIm);
  assemble(half, halfIm, height, across, ofColumns);
  const end = (columns as usize) * FLOAT;
  for (let y = 0; y < rows; y++) {
    const row = plane + (y as usize) * (stride as usize) * FLOAT;
    const from = (y as usize) * across;
    for (let at: usize = 0; at < across && at < end; at += 16) v128.store(row + at, v128.load(half + from + at));
    for (let at: usize = 0; at < across && across + at < end; at += 16) {
      v128.store(row + across + at, v128.load(halfIm + from + at));
    }
    for (let at = end; (at & 15) !== 0; at += FLOAT) store<f32>(row + at, 0);
  }
}

/** Bytes of a row of the spectrum. */
function columnBytes(height: i32): usize {
  return (((height >> 1) + 4) & ~3) as usize * FLOAT;
}

export function scaleSpectrum(re: usize, im: usize, gain: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += 16) {
    const by = v128.load(gain + at);
    v128.store(re + at, f32x4.mul(by, v128.load(re + at)));
    v128.store(im + at, f32x4.mul(by, v128.load(im + at)));
  }
}

/** Multiplies by the gain times the imaginary unit. */
export function turnSpectrum(re: usize, im: usize, gain: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += 16) {
    const by = v128.load(gain + at);
    const realPart = v128.load(re + at);
    v128.store(re + at, f32x4.neg(f32x4.mul(by, v128.load(im + at))));
    v128.store(im + at, f32x4.mul(by, realPart));
  }
}

/** Transforms all columns in place, two stages at once, by decimation in frequency: rows end in bit-reversed order. */
function decimate(re: usize, im: usize, size: i32, bytes: usize, cosines: usize): void {
  const sines = cosines + (size as usize) * FLOAT;
  let quarter = size >> 2;
  for (; quarter > 0; quarter >>= 2) {
    const step = (size / (4 * quarter)) as usize * FLOAT;
    const apart = (quarter as usize) * bytes;
    for (let k = 0; k < quarter; k++) {
      const turn = (k as usize) * step;
      const c1 = v128.load32_splat(cosines + turn);
      const s1 = v128.load32_splat(sines + turn);
      const c2 = v128.load32_splat(cosines + 2 * turn);
      const s2 = v128.load32_splat(sines + 2 * turn);
      const c3 = v128.load32_splat(cosines + 3 * turn);
      const s3 = v128.load32_splat(sines + 3 * turn);
      for (let start = k; start < size; start += 4 * quarter) {
        let r = re + (start as usize) * bytes;
        let m = im + (start as usize) * bytes;
        for (const end = r + bytes; r < end; r += 16, m += 16) {
          const r0 = v128.load(r);
          const m0 = v128.load(m);
          const r1 = v128.load(r + apart);
          const m1 = v128.load(m + apart);
          const r2 = v128.load(r + 2 * apart);
          const m2 = v128.load(m + 2 * apart);
          const r3 = v128.load(r + 3 * apart);
          const m3 = v128.load(m + 3 * apart);
          const evenRe = f32x4.add(r0, r2);
          const evenIm = f32x4.add(m0, m2);
          const oddRe = f32x4.add(r1, r3);
          const oddIm = f32x4.add(m1, m3);
          const farRe = f32x4.sub(r0, r2);
          const farIm = f32x4.sub(m0, m2);
          const nearRe = f32x4.sub(r1, r3);
          const nearIm = f32x4.sub(m1, m3);
          v128.store(r, f32x4.add(evenRe, oddRe));
          v128.store(m, f32x4.add(evenIm, oddIm));
          storeTurned(r + apart, m + apart, f32x4.sub(evenRe, oddRe), f32x4.sub(evenIm, oddIm), c2, s2);
          storeTurned(r + 2 * apart, m + 2 * apart, f32x4.add(farRe, nearIm), f32x4.sub(farIm, nearRe), c1, s1);
          storeTurned(r + 3 * apart, m + 3 * apart, f32x4.sub(farRe, nearIm), f32x4.add(farIm, nearRe), c3, s3);
        }
      }
    }
    if (quarter === 2) pairs(re, im, size, bytes);
  }
}

// @ts-ignore: decorator
@inline
function storeTurned(re: usize, im: usize, r: v128, m: v128, cosine: v128, sine: v128): void {
  v128.store(re, f32x4.sub(f32x4.mul(r, cosine), f32x4.mul(m, sine)));
  v128.store(im, f32x4.add(f32x4.mul(r, sine), f32x4.mul(m, cosine)));
}

/** The inverse of {@link decimate}, times the size: decimation in time, from bit-reversed order. */
function assemble(re: usize, im: usize, size: i32, bytes: usize, cosines: usize): void {
  const sines = cosines + (size as usize) * FLOAT;
  const odd = (ctz(size) & 1) === 1;
  if (odd) pairs(re, im, size, bytes);
  for (let quarter = odd ? 2 : 1; quarter < size; quarter <<= 2) {
    const step = (size / (4 * quarter)) as usize * FLOAT;
    const apart = (quarter as usize) * bytes;
    for (let k = 0; k < quarter; k++) {
      const turn = (k as usize) * step;
      const c1 = v128.load32_splat(cosines + turn);
      const s1 = v128.load32_splat(sines + turn);
      const c2 = v128.load32_splat(cosines + 2 * turn);
      const s2 = v128.load32_splat(sines + 2 * turn);
      const c3 = v128.load32_splat(cosines + 3 * turn);
      const s3 = v128.load32_splat(sines + 3 * turn);
      for (let start = k; start < size; start += 4 * quarter) {
        let r = re + (start as usize) * bytes;
        let m = im + (start as usize) * bytes;
        for (const end = r + bytes; r < end; r += 16, m += 16) {
          const r0 = v128.load(r);
          const m0 = v128.load(m);
          const r1 = turnedBackRe(r + apart, m + apart, c2, s2);
          const m1 = turnedBackIm(r + apart, m + apart, c2, s2);
          const r2 = turnedBackRe(r + 2 * apart, m + 2 * apart, c1, s1);
          const m2 = turnedBackIm(r + 2 * apart, m + 2 * apart, c1, s1);
          const r3 = turnedBackRe(r + 3 * apart, m + 3 * apart, c3, s3);
          const m3 = turnedBackIm(r + 3 * apart, m + 3 * apart, c3, s3);
          const evenRe = f32x4.add(r0, r1);
          const evenIm = f32x4.add(m0, m1);
          const oddRe = f32x4.sub(r0, r1);
          const oddIm = f32x4.sub(m0, m1);
          const farRe = f32x4.add(r2, r3);
          const farIm = f32x4.add(m2, m3);
          const nearRe = f32x4.sub(r2, r3);
          const nearIm = f32x4.sub(m2, m3);
          v128.store(r, f32x4.add(evenRe, farRe));
          v128.store(m, f32x4.add(evenIm, farIm));
          v128.store(r + 2 * apart, f32x4.sub(evenRe, farRe));
          v128.store(m + 2 * apart, f32x4.sub(evenIm, farIm));
          v128.store(r + apart, f32x4.sub(oddRe, nearIm));
          v128.store(m + apart, f32x4.add(oddIm, nearRe));
          v128.store(r + 3 * apart, f32x4.add(oddRe, nearIm));
          v128.store(m + 3 * apart, f32x4.sub(oddIm, nearRe));
        }
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function turnedBackRe(re: usize, im: usize, cosine: v128, sine: v128): v128 {
  return f32x4.add(f32x4.mul(v128.load(re), cosine), f32x4.mul(v128.load(im), sine));
}

// @ts-ignore: decorator
@inline
function turnedBackIm(re: usize, im: usize, cosine: v128, sine: v128): v128 {
  return f32x4.sub(f32x4.mul(v128.load(im), cosine), f32x4.mul(v128.load(re), sine));
}

/** Sums and differences of neighbouring rows. */
function pairs(re: usize, im: usize, size: i32, bytes: usize): void {
  for (let row = 0; row < size; row += 2) {
    butterfly(re + (row as usize) * bytes, bytes);
    butterfly(im + (row as usize) * bytes, bytes);
  }
}

function butterfly(row: usize, bytes: usize): void {
  for (const end = row + bytes; row < end; row += 16) {
    const a = v128.load(row);
    const b = v128.load(row + bytes);
    v128.store(row, f32x4.add(a, b));
    v128.store(row + bytes, f32x4.sub(a, b));
  }
}

/** Twice the transforms of the plane's columns, transposed, from that of its halves. */
function split(half: usize, halfIm: usize, width: i32, height: i32, reversed: usize, re: usize, im: usize): void {
  const across = (width as usize) * (FLOAT / 2);
  const bytes = columnBytes(height);
  const right = ((width as usize) >> 1) * bytes;
  for (let y = 0; y <= height >> 1; y += 4) {
    const a0 = rowOf(y, height, across, reversed);
    const a1 = rowOf(y + 1, height, across, reversed);
    const a2 = rowOf(y + 2, height, across, reversed);
    const a3 = rowOf(y + 3, height, across, reversed);
    const b0 = rowOf(-y, height, across, reversed);
    const b1 = rowOf(-y - 1, height, across, reversed);
    const b2 = rowOf(-y - 2, height, across, reversed);
    const b3 = rowOf(-y - 3, height, across, reversed);
    for (let at: usize = 0; at < across; at += 16) {
      const r = half + at;
      const m = halfIm + at;
      const left = at * (bytes / FLOAT) + (y as usize) * FLOAT;
      const beyond = left + right;
      transpose(sum(r, a0, b0), sum(r, a1, b1), sum(r, a2, b2), sum(r, a3, b3), re + left, bytes);
      transpose(less(m, a0, b0), less(m, a1, b1), less(m, a2, b2), less(m, a3, b3), im + left, bytes);
      transpose(sum(m, a0, b0), sum(m, a1, b1), sum(m, a2, b2), sum(m, a3, b3), re + beyond, bytes);
      transpose(less(r, b0, a0), less(r, b1, a1), less(r, b2, a2), less(r, b3, a3), im + beyond, bytes);
    }
  }
}

/** The reverse of {@link split}. */
function join(re: usize, im: usize, width: i32, height: i32, reversed: usize, half: usize, halfIm: usize): void {
  const across = (width as usize) * (FLOAT / 2);
  const bytes = columnBytes(height);
  const right = ((width as usize) >> 1) * bytes;
  for (let y = 0; y <= height >> 1; y += 4) {
    const a0 = rowOf(y, height, across, reversed);
    const a1 = rowOf(y + 1, height, across, reversed);
    const a2 = rowOf(y + 2, height, across, reversed);
    const a3 = rowOf(y + 3, height, across, reversed);
    const b0 = rowOf(-y, height, across, reversed);
    const b1 = rowOf(-y - 1, height, across, reversed);
    const b2 = rowOf(-y - 2, height, across, reversed);
    const b3 = rowOf(-y - 3, height, across, reversed);
    for (let at: usize = 0; at < across; at += 16) {
      const r = re + at * (bytes / FLOAT) + (y as usize) * FLOAT;
      const m = im + at * (bytes / FLOAT) + (y as usize) * FLOAT;
      const r1 = r + bytes;
      const r2 = r1 + bytes;
      const r3 = r2 + bytes;
      const m1 = m + bytes;
      const m2 = m1 + bytes;
      const m3 = m2 + bytes;
      const h = half + at;
      const g = halfIm + at;
      scatter(
        difference(r, m + right), difference(r1, m1 + right), difference(r2, m2 + right), difference(r3, m3 + right),
        h + a0, h + a1, h + a2, h + a3,
      );
      scatter(
        total(m, r + right), total(m1, r1 + right), total(m2, r2 + right), total(m3, r3 + right),
        g + a0, g + a1, g + a2, g + a3,
      );
      scatter(
        total(r, m + right), total(r1, m1 + right), total(r2, m2 + right), total(r3, m3 + right),
        h + b0, h + b1, h + b2, h + b3,
      );
      scatter(
        difference(r + right, m), difference(r1 + right, m1), difference(r2 + right, m2), difference(r3 + right, m3),
        g + b0, g + b1, g + b2, g + b3,
      );
    }
  }
}

/** Offset of the row that holds a vertical frequency. */
// @ts-ignore: decorator
@inline
function rowOf(frequency: i32, height: i32, bytes: usize, reversed: usize): usize {
  return (load<i32>(reversed + ((frequency & (height - 1)) as usize) * FLOAT) as usize) * bytes;
}

// @ts-ignore: decorator
@inline
function sum(plane: usize, a: usize, b: usize): v128 {
  return total(plane + a, plane + b);
}

// @ts-ignore: decorator
@inline
function less(plane: usize, a: usize, b: usize): v128 {
  return difference(plane + a, plane + b);
}

// @ts-ignore: decorator
@inline
function total(a: usize, b: usize): v128 {
  return f32x4.add(v128.load(a), v128.load(b));
}

// @ts-ignore: decorator
@inline
function difference(a: usize, b: usize): v128 {
  return f32x4.sub(v128.load(a), v128.load(b));
}

// @ts-ignore: decorator
@inline
function transpose(a: v128, b: v128, c: v128, d: v128, to: usize, bytes: usize): void {
  scatter(a, b, c, d, to, to + bytes, to + 2 * bytes, to + 3 * bytes);
}
