import { addRow, weighColumns } from '../area-average';

/** Area average of a picture of three codes a pixel, in the light that `lightOfCode` tells of, to three planes. */
export function averageCodes(
  picture: usize,
  width: i32,
  red: usize,
  green: usize,
  blue: usize,
  columns: i32,
  rows: i32,
  columnTaps: usize,
  columnWeights: usize,
  rowTaps: usize,
  rowWeights: usize,
  lightOfCode: usize,
  line: usize,
  sums: usize,
): void {
  const samples = (3 * width) as usize;
  let weight = rowWeights;
  let decoded = -1;
  for (let y = 0; y < rows; y++) {
    const taps = rowTaps + ((y as usize) << 3);
    const first = load<i32>(taps);
    const end = first + load<i32>(taps, 4);
    memory.fill(sums, 0, samples << 2);
    for (let row = first; row < end; row++, weight += 4) {
      if (row !== decoded) decode(picture + (row as usize) * samples, samples, lightOfCode, line);
      decoded = row;
      addRow(sums, line, weight, samples << 2);
    }
    const at = ((y * columns) as usize) << 2;
    weighColumns(sums, red + at, columns, columnTaps, columnWeights, 12);
    weighColumns(sums + 4, green + at, columns, columnTaps, columnWeights, 12);
    weighColumns(sums + 8, blue + at, columns, columnTaps, columnWeights, 12);
  }
}

function decode(codes: usize, count: usize, lightOfCode: usize, line: usize): void {
  for (const end = codes + count; codes < end; codes++, line += 4) {
    store<f32>(line, load<f32>(lightOfCode + ((load<u8>(codes) as usize) << 2)));
  }
}

/**
 * Cubic interpolation along rows: each value is four neighbours' weighted sum.
 * @param first the place of the first of them in a row continued by `margin` samples on either side
 * @param line room for such a row
 */
export function enlargeRows(
  source: usize,
  width: i32,
  rows: i32,
  target: usize,
  columns: i32,
  first: usize,
  weights: usize,
  margin: i32,
  line: usize,
): void {
  const bytes = (width as usize) << 2;
  const row = line + ((margin as usize) << 2);
  for (let y = 0; y < rows; y++, source += bytes) {
    memory.copy(row, source, bytes);
    for (let k: usize = 0; k < (margin as usize); k++) {
      store<f32>(line + (k << 2), load<f32>(source));
      store<f32>(row + bytes + (k << 2), load<f32>(source + bytes - 4));
    }
    const out = target + (((y * columns) as usize) << 2);
    for (let x = 0; x < columns; x += 4) {
      const taps = first + ((x as usize) << 2);
      const by = weights + ((x as usize) << 4);
      const a = weighed(line, taps, by);
      const b = weighed(line, taps + 4, by + 16);
      const c = weighed(line, taps + 8, by + 32);
      const d = weighed(line, taps + 12, by + 48);
      const ab = f32x4.add(v128.shuffle<i32>(a, b, 0, 4, 1, 5), v128.shuffle<i32>(a, b, 2, 6, 3, 7));
      const cd = f32x4.add(v128.shuffle<i32>(c, d, 0, 4, 1, 5), v128.shuffle<i32>(c, d, 2, 6, 3, 7));
      // Rows are written from the first on: what runs over is overwritten by the next.
      v128.store(
        out + ((x as usize) << 2),
        f32x4.add(v128.shuffle<i64>(ab, cd, 0, 2), v128.shuffle<i64>(ab, cd, 1, 3)),
      );
    }
  }
}

function weighed(line: usize, taps: usize, weights: usize): v128 {
  return f32x4.mul(v128.load(line + ((load<i32>(taps) as usize) << 2)), v128.load(weights));
}

/** The same along columns; `taps` are the four rows of each row of the result. */
export function enlargeColumns(
  source: usize,
  target: usize,
  columns: i32,
  rows: i32,
  taps: usize,
  weights: usize,
): void {
  const bytes = (columns as usize) << 2;
  for (let y = 0; y < rows; y++, taps += 16, weights += 16, target += bytes) {
    const a = source + (load<i32>(taps) as usize) * bytes;
    const b = source + (load<i32>(taps, 4) as usize) * bytes;
    const c = source + (load<i32>(taps, 8) as usize) * bytes;
    const d = source + (load<i32>(taps, 12) as usize) * bytes;
    const wa = v128.load32_splat(weights);
    const wb = v128.load32_splat(weights, 4);
    const wc = v128.load32_splat(weights, 8);
    const wd = v128.load32_splat(weights, 12);
    for (let at: usize = 0; at < bytes; at += 16) {
      const upper = f32x4.add(f32x4.mul(wa, v128.load(a + at)), f32x4.mul(wb, v128.load(b + at)));
      const lower = f32x4.add(f32x4.mul(wc, v128.load(c + at)), f32x4.mul(wd, v128.load(d + at)));
      v128.store(target + at, f32x4.add(upper, lower));
    }
  }
}
