/**
 * Means along columns over 2·radius + 1 rows, beyond the border the nearest row repeated.
 * @param width a multiple of 4
 * @param sums room for a row
 */
export function meanOfColumns(source: usize, target: usize, width: i32, rows: i32, radius: i32, sums: usize): void {
  const bytes = (width as usize) << 2;
  const last = rows - 1;
  const scale = f32x4.splat((1.0 / (2.0 * (radius as f64) + 1.0)) as f32);
  memory.fill(sums, 0, bytes);
  for (let k = -radius; k <= radius; k++) {
    const row = source + (min(last, max(0, k)) as usize) * bytes;
    for (let at: usize = 0; at < bytes; at += 16) {
      v128.store(sums + at, f32x4.add(v128.load(sums + at), v128.load(row + at)));
    }
  }
  for (let y = 0; y < rows; y++) {
    const leaving = source + (max(0, y - radius) as usize) * bytes;
    const entering = source + (min(last, y + radius + 1) as usize) * bytes;
    const to = target + (y as usize) * bytes;
    for (let at: usize = 0; at < bytes; at += 16) {
      const sum = v128.load(sums + at);
      v128.store(to + at, f32x4.mul(scale, sum));
      v128.store(sums + at, f32x4.add(sum, f32x4.sub(v128.load(entering + at), v128.load(leaving + at))));
    }
  }
}
