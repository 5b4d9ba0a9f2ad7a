/** How much brighter the surroundings are on the side of the light. */
const AMBIENT_TILT: f32 = 0.6;
/** How far the light wraps around facets that turn away from it. */
const SOFTNESS: f32 = 0.3;

/**
 * Luminance of a row of matt paper.
 * @param main row of the main light above the picture's row; the one below lies `next` bytes further
 * @param down how far the picture's row lies from the upper one, 0…1
 */
export function shadeRow(
  p: usize,
  q: usize,
  luminance: usize,
  width: i32,
  main: usize,
  ambient: usize,
  next: usize,
  down: f32,
  toLightX: f32,
  toLightY: f32,
  cotangent: f32,
): void {
  const one = f32x4.splat(1);
  const half = f32x4.splat(0.5);
  const share = f32x4.splat(down);
  const lightX = f32x4.splat(-toLightX);
  const lightY = f32x4.splat(-toLightY);
  const steepness = f32x4.splat(cotangent);
  const softness = f32x4.splat(SOFTNESS * SOFTNESS);
  const tilt = f32x4.splat(AMBIENT_TILT);
  for (let at: usize = 0, end = (width as usize) << 2; at < end; at += 16) {
    const x = v128.load(p + at);
    const y = v128.load(q + at);
    const squared = f32x4.add(one, f32x4.add(f32x4.mul(x, x), f32x4.mul(y, y)));
    const upright = f32x4.div(one, f32x4.sqrt(squared));
    const turned = f32x4.mul(f32x4.add(f32x4.mul(x, lightX), f32x4.mul(y, lightY)), upright);
    const facing = f32x4.add(f32x4.mul(turned, steepness), upright);
    const wrapped = f32x4.sqrt(f32x4.add(f32x4.mul(facing, facing), softness));
    const direct = f32x4.mul(half, f32x4.add(facing, wrapped));
    const lit = between(v128.load(main + at), v128.load(main + next + at), share);
    const open = between(v128.load(ambient + at), v128.load(ambient + next + at), share);
    const around = f32x4.mul(open, f32x4.add(one, f32x4.mul(tilt, turned)));
    v128.store(luminance + at, f32x4.add(f32x4.mul(lit, direct), around));
  }
}

function between(a: v128, b: v128, share: v128): v128 {
  return f32x4.add(a, f32x4.mul(share, f32x4.sub(b, a)));
}
