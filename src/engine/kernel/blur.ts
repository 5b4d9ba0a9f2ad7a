/**
 * Blurs a plane into another, beyond the border the nearest pixel repeated.
 * @param taps `radius` + 1 floats, the centre first
 * @param padded room for a row and `radius` + 4 pixels on either side
 */
export function blur(
  source: usize,
  target: usize,
  width: i32,
  rows: i32,
  taps: usize,
  radius: i32,
  padded: usize,
): void {
  const bytes = (width as usize) << 2;
  const row = padded + ((radius as usize) << 2);
  for (let y = 0; y < rows; y++) {
    const here = source + (y as usize) * bytes;
    const above = source + (max(0, y - 1) as usize) * bytes;
    const below = source + (min(rows - 1, y + 1) as usize) * bytes;
    blendThree(here, above, below, taps, row, bytes);
    for (let k = 2; k <= radius; k++) {
      const upper = source + (max(0, y - k) as usize) * bytes;
      const lower = source + (min(rows - 1, y + k) as usize) * bytes;
      addPair(upper, lower, v128.load32_splat(taps + ((k as usize) << 2)), row, bytes);
    }
    const left = load<f32>(row);
    const right = load<f32>(row + bytes - 4);
    for (let k: usize = 0; k < (radius as usize); k++) {
      store<f32>(padded + (k << 2), left);
      store<f32>(row + bytes + (k << 2), right);
    }
    blendColumns(row, taps, radius, target + (y as usize) * bytes, bytes);
  }
}

function blendThree(here: usize, above: usize, below: usize, taps: usize, row: usize, bytes: usize): void {
  const t0 = v128.load32_splat(taps);
  const t1 = v128.load32_splat(taps, 4);
  for (let at: usize = 0; at < bytes; at += 16) {
    const pair = f32x4.mul(t1, f32x4.add(v128.load(above + at), v128.load(below + at)));
    v128.store(row + at, f32x4.add(f32x4.mul(t0, v128.load(here + at)), pair));
  }
}

function addPair(above: usize, below: usize, tap: v128, row: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += 16) {
    const pair = f32x4.mul(tap, f32x4.add(v128.load(above + at), v128.load(below + at)));
    v128.store(row + at, f32x4.add(v128.load(row + at), pair));
  }
}

function blendColumns(row: usize, taps: usize, radius: i32, target: usize, bytes: usize): void {
  const t0 = v128.load32_splat(taps);
  const t1 = v128.load32_splat(taps, 4);
  const t2 = v128.load32_splat(taps, 8);
  for (let at: usize = 0; at < bytes; at += 16) {
    const i = row + at;
    let sum = f32x4.mul(t0, v128.load(i));
    sum = f32x4.add(sum, f32x4.mul(t1, f32x4.add(v128.load(i - 4), v128.load(i + 4))));
    sum = f32x4.add(sum, f32x4.mul(t2, f32x4.add(v128.load(i - 8), v128.load(i + 8))));
    for (let k = 3; k <= radius; k++) {
      const offset = (k as usize) << 2;
      const tap = v128.load32_splat(taps + offset);
      sum = f32x4.add(sum, f32x4.mul(tap, f32x4.add(v128.load(i - offset), v128.load(i + offset))));
    }
    // Rows are written from the first on: what runs over is overwritten by the next.
    v128.store(target + at, sum);
  }
}
