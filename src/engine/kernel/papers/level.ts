/** Takes the mean of so many values off and multiplies. */
export function level(plane: usize, count: i32, factor: f32): void {
  const bytes = (count as usize) << 2;
  const whole = bytes & ~(15 as usize);
  let sums = f64x2.splat(0);
  for (let at: usize = 0; at < whole; at += 16) {
    const values = v128.load(plane + at);
    const others = v128.shuffle<i32>(values, values, 2, 3, 2, 3);
    sums = f64x2.add(sums, f64x2.add(f64x2.promote_low_f32x4(values), f64x2.promote_low_f32x4(others)));
  }
  let sum = f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
  for (let at = whole; at < bytes; at += 4) sum += load<f32>(plane + at) as f64;
  const mean = f32x4.splat((sum / (count as f64)) as f32);
  const factors = f32x4.splat(factor);
  // What lies beyond the end may be written.
  for (let at: usize = 0; at < bytes; at += 16)
    v128.store(plane + at, f32x4.mul(factors, f32x4.sub(v128.load(plane + at), mean)));
}
