import { columnBytes, FLOAT, join, split } from './transposition';

/**
 * Transforms a real plane whose sides, `width` and `height`, are powers of two, 8 or more. Its left half is taken for the
 * real, its right half for the imaginary part of half as many columns (two-for-one); these are transformed, told apart and
 * transposed, so that rows are then transformed as columns too: always whole vectors with one twiddle factor.
 *
 * The spectrum lies transposed: row r holds the horizontal frequency whose bits are r's reversed, column y the vertical
 * frequency y, 0…height/2; its rows are padded to multiples of four columns. Forward it is twice, and the inverse is
 * width·height times, what the definition says.
 *
 * Tables: `width` cosines, as many sines, then as many of `height`; then the reversed bits of 0…`height` − 1.
 *
 * @param half room for the transform of the columns: twice width·height/2 floats */
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
  const ofColumns = tables + 2 * (width as usize) * FLOAT;
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
  const ofColumns = tables + 2 * (width as usize) * FLOAT;
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
    const step = ((size / (4 * quarter)) as usize) * FLOAT;
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
    const step = ((size / (4 * quarter)) as usize) * FLOAT;
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

function turnedBackRe(re: usize, im: usize, cosine: v128, sine: v128): v128 {
  return f32x4.add(f32x4.mul(v128.load(re), cosine), f32x4.mul(v128.load(im), sine));
}

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
