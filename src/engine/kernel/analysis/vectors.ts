/** Sum of the products; `bytes` is a multiple of 16. */
export function dot(a: usize, b: usize, bytes: usize): f64 {
  let first = f64x2.splat(0);
  let second = f64x2.splat(0);
  for (let at: usize = 0; at < bytes; at += 16) {
    const product = f32x4.mul(v128.load(a + at), v128.load(b + at));
    first = f64x2.add(first, f64x2.promote_low_f32x4(product));
    second = f64x2.add(second, f64x2.promote_low_f32x4(v128.shuffle<i64>(product, product, 1, 0)));
  }
  const sum = f64x2.add(first, second);
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

export function addScaled(target: usize, source: usize, factor: f32, bytes: usize): void {
  combine(target, target, source, factor, bytes);
}

/** target = a + factor · b */
export function combine(target: usize, a: usize, b: usize, factor: f32, bytes: usize): void {
  const by = f32x4.splat(factor);
  for (let at: usize = 0; at < bytes; at += 16) {
    v128.store(target + at, f32x4.add(v128.load(a + at), f32x4.mul(by, v128.load(b + at))));
  }
}
