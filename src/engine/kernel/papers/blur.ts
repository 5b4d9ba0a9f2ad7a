import { blurRow } from '../blur-row';

/**
 * Blurs bands that follow one another, in place: each row comes out `radius` rows later than it went in.
 * @param taps `radius` + 1 floats, the centre first
 * @param buffer room for `rows` + 2 × `radius` rows, in which the last rows of one band wait for the next
 * @param padded room for a row and `radius` + 4 pixels on either side
 */
export function blur(
  plane: usize,
  buffer: usize,
  width: i32,
  rows: i32,
  taps: usize,
  radius: i32,
  padded: usize,
): void {
  const bytes = (width as usize) << 2;
  const waiting = ((2 * radius) as usize) * bytes;
  const drawn = (rows as usize) * bytes;
  memory.copy(buffer + waiting, plane, drawn);
  const row = padded + ((radius as usize) << 2);
  for (let y: usize = 0; y < drawn; y += bytes) {
    const here = buffer + y + (waiting >> 1);
    blendRows(here, bytes, taps, radius, row);
    blurRow(padded, bytes, taps, radius, plane + y);
  }
  memory.copy(buffer, buffer + drawn, waiting);
}

function blendRows(here: usize, bytes: usize, taps: usize, radius: i32, row: usize): void {
  const t0 = v128.load32_splat(taps);
  const t1 = v128.load32_splat(taps, 4);
  const t2 = v128.load32_splat(taps, 8);
  for (let at = here, end = here + bytes, to = row; at < end; at += 16, to += 16) {
    let sum = f32x4.mul(t0, v128.load(at));
    sum = f32x4.add(sum, f32x4.mul(t1, f32x4.add(v128.load(at - bytes), v128.load(at + bytes))));
    sum = f32x4.add(sum, f32x4.mul(t2, f32x4.add(v128.load(at - 2 * bytes), v128.load(at + 2 * bytes))));
    v128.store(to, sum);
  }
  for (let k = 3; k <= radius; k++) {
    const offset = (k as usize) * bytes;
    const tap = v128.load32_splat(taps + ((k as usize) << 2));
    for (let at = here, end = here + bytes, to = row; at < end; at += 16, to += 16) {
      const pair = f32x4.add(v128.load(at - offset), v128.load(at + offset));
      v128.store(to, f32x4.add(v128.load(to), f32x4.mul(tap, pair)));
    }
  }
}
