export const FLOAT: usize = 4;

/** Bytes of a row of the spectrum. */
export function columnBytes(height: i32): usize {
  return ((((height >> 1) + 4) & ~3) as usize) * FLOAT;
}

/** The plane with rows for columns; both sides multiples of 4. */
export function transposePlane(source: usize, target: usize, width: i32, rows: i32): void {
  const from = (width as usize) << 2;
  const to = (rows as usize) << 2;
  for (let y: usize = 0; y < to; y += 16) {
    for (let x: usize = 0; x < from; x += 16) {
      const i = source + (y >> 2) * from + x;
      const k = target + (x >> 2) * to + y;
      scatter(
        v128.load(i),
        v128.load(i + from),
        v128.load(i + 2 * from),
        v128.load(i + 3 * from),
        k,
        k + to,
        k + 2 * to,
        k + 3 * to,
      );
    }
  }
}

/** Twice the transforms of the plane's columns, transposed, from that of its halves. */
export function split(
  half: usize,
  halfIm: usize,
  width: i32,
  height: i32,
  reversed: usize,
  re: usize,
  im: usize,
): void {
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
export function join(re: usize, im: usize, width: i32, height: i32, reversed: usize, half: usize, halfIm: usize): void {
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
        difference(r, m + right),
        difference(r1, m1 + right),
        difference(r2, m2 + right),
        difference(r3, m3 + right),
        h + a0,
        h + a1,
        h + a2,
        h + a3,
      );
      scatter(
        total(m, r + right),
        total(m1, r1 + right),
        total(m2, r2 + right),
        total(m3, r3 + right),
        g + a0,
        g + a1,
        g + a2,
        g + a3,
      );
      scatter(
        total(r, m + right),
        total(r1, m1 + right),
        total(r2, m2 + right),
        total(r3, m3 + right),
        h + b0,
        h + b1,
        h + b2,
        h + b3,
      );
      scatter(
        difference(r + right, m),
        difference(r1 + right, m1),
        difference(r2 + right, m2),
        difference(r3 + right, m3),
        g + b0,
        g + b1,
        g + b2,
        g + b3,
      );
    }
  }
}

/** Offset of the row that holds a vertical frequency. */
function rowOf(frequency: i32, height: i32, bytes: usize, reversed: usize): usize {
  return (load<i32>(reversed + ((frequency & (height - 1)) as usize) * FLOAT) as usize) * bytes;
}

function sum(plane: usize, a: usize, b: usize): v128 {
  return total(plane + a, plane + b);
}

function less(plane: usize, a: usize, b: usize): v128 {
  return difference(plane + a, plane + b);
}

function total(a: usize, b: usize): v128 {
  return f32x4.add(v128.load(a), v128.load(b));
}

function difference(a: usize, b: usize): v128 {
  return f32x4.sub(v128.load(a), v128.load(b));
}

function transpose(a: v128, b: v128, c: v128, d: v128, to: usize, bytes: usize): void {
  scatter(a, b, c, d, to, to + bytes, to + 2 * bytes, to + 3 * bytes);
}

/** Stores the columns of the matrix with the given rows. */
function scatter(a: v128, b: v128, c: v128, d: v128, to0: usize, to1: usize, to2: usize, to3: usize): void {
  const ab = v128.shuffle<i32>(a, b, 0, 4, 1, 5);
  const cd = v128.shuffle<i32>(c, d, 0, 4, 1, 5);
  v128.store(to0, v128.shuffle<i64>(ab, cd, 0, 2));
  v128.store(to1, v128.shuffle<i64>(ab, cd, 1, 3));
  const abEnd = v128.shuffle<i32>(a, b, 2, 6, 3, 7);
  const cdEnd = v128.shuffle<i32>(c, d, 2, 6, 3, 7);
  v128.store(to2, v128.shuffle<i64>(abEnd, cdEnd, 0, 2));
  v128.store(to3, v128.shuffle<i64>(abEnd, cdEnd, 1, 3));
}
