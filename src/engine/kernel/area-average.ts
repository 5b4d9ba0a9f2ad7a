/** Area average; see `src/engine/core/resample.ts`. Rows lie without gaps; `sums` is room for one row of the source. */
export function average(
  source: usize,
  width: i32,
  target: usize,
  columns: i32,
  rows: i32,
  columnTaps: usize,
  columnWeights: usize,
  rowTaps: usize,
  rowWeights: usize,
  sums: usize,
): void {
  const bytes = (width as usize) << 2;
  let weight = rowWeights;
  for (let y = 0; y < rows; y++) {
    const taps = rowTaps + ((y as usize) << 3);
    let row = source + (load<i32>(taps) as usize) * bytes;
    const count = load<i32>(taps, 4);
    memory.fill(sums, 0, bytes);
    for (let tap = 0; tap < count; tap++, row += bytes, weight += 4) addRow(sums, row, weight, bytes);
    weighColumns(sums, target + (((y * columns) as usize) << 2), columns, columnTaps, columnWeights, 4);
  }
}

/** Adds a row times the weight that lies there. */
export function addRow(sums: usize, row: usize, weight: usize, bytes: usize): void {
  const share = v128.load32_splat(weight);
  for (let at: usize = 0; at < bytes; at += 16) {
    v128.store(sums + at, f32x4.add(v128.load(sums + at), f32x4.mul(share, v128.load(row + at))));
  }
}

/** Sums of a row's values, `apart` bytes from one another, by their weights. */
export function weighColumns(
  sums: usize,
  target: usize,
  columns: i32,
  taps: usize,
  weights: usize,
  apart: usize,
): void {
  for (const end = target + ((columns as usize) << 2); target < end; target += 4, taps += 8) {
    let at = sums + (load<i32>(taps) as usize) * apart;
    let sum: f32 = 0;
    for (const last = weights + ((load<i32>(taps, 4) as usize) << 2); weights < last; weights += 4, at += apart) {
      sum += load<f32>(weights) * load<f32>(at);
    }
    store<f32>(target, sum);
  }
}
