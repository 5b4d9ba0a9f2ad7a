import { blurRow } from './blur-row';

/**
 * Blurs a plane into another, beyond the border the nearest pixel repeated.
 * @param taps `radius` + 1 floats, the centre first
 * @param padded room for a row and `radius` + 4 pixels on either side
 */
export function blurPlane(
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
    blurRow(padded, bytes, taps, radius, target + (y as usize) * bytes);
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
