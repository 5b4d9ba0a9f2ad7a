/** What Lambert's law leaves of a shading, given heights in grid steps; rows lie without gaps. */
export function unexplained(
  shading: usize,
  heights: usize,
  target: usize,
  width: i32,
  rows: i32,
  toLightX: f32,
  toLightY: f32,
  toLightZ: f32,
): void {
  const bytes = (width as usize) << 2;
  const lx = f32x4.splat(toLightX);
  const ly = f32x4.splat(toLightY);
  const lz = f32x4.splat(toLightZ);
  const one = f32x4.splat(1);
  for (let y = 0; y < rows; y++, shading += bytes, heights += bytes, target += bytes) {
    const below = y + 1 < rows ? bytes : 0;
    for (let at: usize = 0; at < bytes; at += 16) {
      const here = v128.load(heights + at);
      const p = f32x4.sub(v128.load(heights + at, 4), here);
      const q = f32x4.sub(v128.load(heights + at + below), here);
      const towards = f32x4.sub(f32x4.sub(lz, f32x4.mul(p, lx)), f32x4.mul(q, ly));
      const squares = f32x4.add(one, f32x4.add(f32x4.mul(p, p), f32x4.mul(q, q)));
      // Rows are written from the first on: what runs over is overwritten by the next.
      v128.store(target + at, f32x4.sub(v128.load(shading + at), f32x4.div(towards, f32x4.sqrt(squares))));
    }
    // The last column goes on level.
    const last = bytes - 4;
    const q = load<f32>(heights + last + below) - load<f32>(heights + last);
    store<f32>(target + last, load<f32>(shading + last) - (toLightZ - q * toLightY) / sqrt<f32>(1 + q * q));
  }
}

/**
 * Luminance relative to white without what the log ratios of red and blue to green tell of ink.
 * @param perLuminance one by the white's luminance; `perRed`… one by its channels
 */
export function withoutInk(
  luminances: usize,
  red: usize,
  green: usize,
  blue: usize,
  target: usize,
  bytes: usize,
  perLuminance: f32,
  perRed: f32,
  perGreen: f32,
  perBlue: f32,
  dark: f32,
  byRed: f32,
  byBlue: f32,
): void {
  const unit = f32x4.splat(perLuminance);
  const ofRed = f32x4.splat(perRed);
  const ofGreen = f32x4.splat(perGreen);
  const ofBlue = f32x4.splat(perBlue);
  const least = f32x4.splat(dark);
  const negativeRed = f32x4.splat(-byRed);
  const negativeBlue = f32x4.splat(-byBlue);
  for (let at: usize = 0; at < bytes; at += 16) {
    const g = log2(f32x4.add(least, f32x4.mul(ofGreen, v128.load(green + at))));
    const r = f32x4.sub(log2(f32x4.add(least, f32x4.mul(ofRed, v128.load(red + at)))), g);
    const b = f32x4.sub(log2(f32x4.add(least, f32x4.mul(ofBlue, v128.load(blue + at)))), g);
    const ink = exp2(f32x4.add(f32x4.mul(negativeRed, r), f32x4.mul(negativeBlue, b)));
    v128.store(target + at, f32x4.mul(ink, f32x4.mul(unit, v128.load(luminances + at))));
  }
}

/** Of positive normal numbers: the exponent, and the series of the inverse hyperbolic tangent for a mantissa of √½…√2. */
function log2(x: v128): v128 {
  const shifted = i32x4.sub(x, i32x4.splat(0x3f3504f3));
  const exponent = i32x4.shr_s(shifted, 23);
  const mantissa = i32x4.sub(x, i32x4.shl(exponent, 23));
  const one = f32x4.splat(1);
  const t = f32x4.div(f32x4.sub(mantissa, one), f32x4.add(mantissa, one));
  const square = f32x4.mul(t, t);
  let sum = f32x4.splat(<f32>(2 / (9 * Math.LN2)));
  sum = f32x4.add(f32x4.splat(<f32>(2 / (7 * Math.LN2))), f32x4.mul(square, sum));
  sum = f32x4.add(f32x4.splat(<f32>(2 / (5 * Math.LN2))), f32x4.mul(square, sum));
  sum = f32x4.add(f32x4.splat(<f32>(2 / (3 * Math.LN2))), f32x4.mul(square, sum));
  sum = f32x4.add(f32x4.splat(<f32>(2 / Math.LN2)), f32x4.mul(square, sum));
  return f32x4.add(f32x4.convert_i32x4_s(exponent), f32x4.mul(t, sum));
}

/** Of −126…126: the whole part as exponent, Taylor's series for a rest of −½…½. */
function exp2(x: v128): v128 {
  const within = f32x4.max(f32x4.splat(-126), f32x4.min(f32x4.splat(126), x));
  const whole = f32x4.nearest(within);
  const rest = f32x4.mul(f32x4.splat(<f32>Math.LN2), f32x4.sub(within, whole));
  let sum = f32x4.splat(1.0 / 720.0);
  sum = f32x4.add(f32x4.splat(1.0 / 120.0), f32x4.mul(rest, sum));
  sum = f32x4.add(f32x4.splat(1.0 / 24.0), f32x4.mul(rest, sum));
  sum = f32x4.add(f32x4.splat(1.0 / 6.0), f32x4.mul(rest, sum));
  sum = f32x4.add(f32x4.splat(0.5), f32x4.mul(rest, sum));
  sum = f32x4.add(f32x4.splat(1), f32x4.mul(rest, sum));
  sum = f32x4.add(f32x4.splat(1), f32x4.mul(rest, sum));
  return i32x4.add(sum, i32x4.shl(i32x4.trunc_sat_f32x4_s(whole), 23));
}
