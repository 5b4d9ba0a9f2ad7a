/** Beyond these many reaches bruises have faded, and beyond these many widths soiling. */
const BRUISED: f32 = 16;
const SOILED: f32 = 6;

/**
 * Adds a crease to the columns `from`…`end - 1` of a row; see `src/engine/core/papers/folded/creased-row.ts`. The arrays are of
 * floats.
 */
export function addCrease(
  places: usize,
  along: f32,
  bends: usize,
  bend: f32,
  from: i32,
  end: i32,
  reach: f32,
  radius: f32,
  bruiseReach: f32,
  widthsPerUnit: f32,
  heights: usize,
  bruises: usize,
  soils: usize,
): void {
  const perReach = f32x4.splat(1 / reach);
  const half = f32x4.splat(0.5 * reach);
  const tip = f32x4.splat(radius);
  const tipSquared = f32x4.splat(radius * radius);
  const perBruise = f32x4.splat(-1 / bruiseReach);
  const bruised = f32x4.splat(BRUISED * bruiseReach);
  const soiled = f32x4.splat(SOILED / widthsPerUnit);
  const widths = f32x4.splat(widthsPerUnit);
  for (let column = from & ~3; column < end; column += 4) {
    const at = (column as usize) << 2;
    const here = i32x4.add(i32x4.splat(column), i32x4(0, 1, 2, 3));
    const inside = v128.and(i32x4.ge_s(here, i32x4.splat(from)), i32x4.lt_s(here, i32x4.splat(end)));
    const distance = f32x4.abs(f32x4.sub(f32x4.splat(along), v128.load(places + at)));
    const bent = f32x4.mul(f32x4.splat(bend), v128.load(bends + at));
    const fromTip = f32x4.sqrt(f32x4.add(f32x4.mul(distance, distance), tipSquared));
    const rise = exponential(f32x4.mul(f32x4.sub(tip, fromTip), perReach));
    const height = v128.and(inside, f32x4.mul(half, f32x4.mul(rise, bent)));
    v128.store(heights + at, f32x4.add(v128.load(heights + at), height));
    const isNear = v128.and(inside, f32x4.le(distance, bruised));
    if (!v128.any_true(isNear)) continue;
    const strength = f32x4.min(f32x4.splat(1), f32x4.mul(f32x4.splat(3), f32x4.abs(bent)));
    const bruise = v128.and(isNear, f32x4.mul(strength, exponential(f32x4.mul(distance, perBruise))));
    v128.store(bruises + at, f32x4.max(v128.load(bruises + at), bruise));
    const isSoiled = v128.and(isNear, f32x4.le(distance, soiled));
    if (!v128.any_true(isSoiled)) continue;
    const away = f32x4.mul(distance, widths);
    const soil = v128.and(isSoiled, exponential(f32x4.neg(f32x4.mul(away, away))));
    v128.store(soils + at, f32x4.max(v128.load(soils + at), soil));
  }
}

/**
 * e to the power of values from -87 to 0, to a millionth: a power of two, in the exponent's bits, times that of what remains,
 * by its Taylor polynomial.
 */
function exponential(power: v128): v128 {
  const binary = f32x4.mul(f32x4.max(power, f32x4.splat(-87)), f32x4.splat(1.4426950408889634));
  const whole = f32x4.nearest(binary);
  const rest = f32x4.mul(f32x4.sub(binary, whole), f32x4.splat(0.6931471805599453));
  let sum = f32x4.splat(1 / 720);
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(1 / 120));
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(1 / 24));
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(1 / 6));
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(0.5));
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(1));
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(1));
  return i32x4.add(sum, i32x4.shl(i32x4.trunc_sat_f32x4_s(whole), 23));
}
