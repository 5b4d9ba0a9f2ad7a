/**
 * Blurs a row along itself, beyond its ends the nearest pixel repeated.
 * @param taps `radius` + 1 floats, the centre first
 * @param padded room for a row and `radius` + 4 pixels on either side; the row lies `radius` pixels within
 */
export function blurRow(padded: usize, bytes: usize, taps: usize, radius: i32, target: usize): void {
  const row = padded + ((radius as usize) << 2);
  const left = load<f32>(row);
  const right = load<f32>(row + bytes - 4);
  for (let k: usize = 0; k < (radius as usize); k++) {
    store<f32>(padded + (k << 2), left);
    store<f32>(row + bytes + (k << 2), right);
  }
  blendColumns(row, taps, radius, target, bytes);
}

function blendColumns(row: usize, taps: usize, radius: i32, target: usize, bytes: usize): void {
  const t0 = v128.load32_splat(taps);
  const t1 = v128.load32_splat(taps, 4);
  const t2 = v128.load32_splat(taps, 8);
  if (radius === 2) {
    for (let at: usize = 0; at < bytes; at += 16) v128.store(target + at, blended(row + at, t0, t1, t2));
    return;
  }
  for (let at: usize = 0; at < bytes; at += 16) {
    const i = row + at;
    let sum = blended(i, t0, t1, t2);
    for (let k = 3; k <= radius; k++) {
      const offset = (k as usize) << 2;
      const tap = v128.load32_splat(taps + offset);
      sum = f32x4.add(sum, f32x4.mul(tap, f32x4.add(v128.load(i - offset), v128.load(i + offset))));
    }
    // Rows are written from the first on: what runs over is overwritten by the next.
    v128.store(target + at, sum);
  }
}

function blended(i: usize, t0: v128, t1: v128, t2: v128): v128 {
  let sum = f32x4.mul(t0, v128.load(i));
  sum = f32x4.add(sum, f32x4.mul(t1, f32x4.add(v128.load(i - 4), v128.load(i + 4))));
  return f32x4.add(sum, f32x4.mul(t2, f32x4.add(v128.load(i - 8), v128.load(i + 8))));
}
