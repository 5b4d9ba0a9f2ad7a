import { startOfRow } from './laid-art';
import { Plan, Relight } from './records';
import { surfaceRow } from './surface';

const DARKEST: f32 = 1.0 / 4096;

/** Factors that take part of the folds' light, and part of the grain, off the paper; reads the paper as it is then. */
export function relightRow(plan: Plan, relight: Relight, y: i32, from: i32, to: i32, target: usize): void {
  const layers = plan.layers;
  if (layers !== null && layers.lightFolds !== 0) {
    const start = startOfRow(plan, y, 4);
    return joinLight(relight, layers.lightFolds + start, layers.lightGrain + start, from, to, target);
  }
  const pixel = plan.paper + (((y * plan.width + from) * 3) as usize);
  splitLight(relight, pixel, y, from, to, target, relight.grainRow);
  joinLight(relight, target, relight.grainRow, from, to, target);
}

/** Writes the logarithm of the folds' light, and of the grain's upon it, of columns `from`…`to`, whose bare pixels begin at `pixel`. */
export function splitLight(
  relight: Relight,
  pixel: usize,
  y: i32,
  from: i32,
  to: i32,
  folds: usize,
  grain: usize,
): void {
  surfaceRow(relight.folds, y, from, to, folds);
  const luminance = relight.luminance;
  for (let x = from; x < to; x += 4) {
    const at = (x as usize) << 2;
    let light = f32x4.splat(1);
    light = f32x4.replace_lane(light, 0, luminanceAt(luminance, pixel));
    light = f32x4.replace_lane(light, 1, luminanceAt(luminance, pixel + 3));
    light = f32x4.replace_lane(light, 2, luminanceAt(luminance, pixel + 6));
    light = f32x4.replace_lane(light, 3, luminanceAt(luminance, pixel + 9));
    pixel += 12;
    const both = log2(f32x4.pmax(f32x4.splat(DARKEST), light));
    v128.store(grain + at, f32x4.sub(both, v128.load(folds + at)));
  }
}

function joinLight(relight: Relight, folds: usize, grain: usize, from: i32, to: i32, target: usize): void {
  const ofFolds = f32x4.splat(relight.illumination - 1);
  const ofGrain = f32x4.splat(relight.grain - 1);
  for (let x = from; x < to; x += 4) {
    const at = (x as usize) << 2;
    const taken = f32x4.add(f32x4.mul(ofFolds, v128.load(folds + at)), f32x4.mul(ofGrain, v128.load(grain + at)));
    v128.store(target + at, exp2(taken));
  }
}

function luminanceAt(luminance: usize, pixel: usize): f32 {
  const red = load<f32>(luminance + ((load<u8>(pixel) as usize) << 2));
  const green = load<f32>(luminance + ((load<u8>(pixel + 1) as usize) << 2) + 1024);
  const blue = load<f32>(luminance + ((load<u8>(pixel + 2) as usize) << 2) + 2048);
  return red + green + blue;
}

/** Of positive, normal numbers, to 1e-6: exponent and the series of atanh for the mantissa. */
function log2(x: v128): v128 {
  const exponent = f32x4.convert_i32x4_s(i32x4.sub(i32x4.shr_u(x, 23), i32x4.splat(127)));
  const mantissa = v128.or(v128.and(x, i32x4.splat(0x7fffff)), i32x4.splat(0x3f800000));
  const s = f32x4.div(f32x4.sub(mantissa, f32x4.splat(1)), f32x4.add(mantissa, f32x4.splat(1)));
  const z = f32x4.mul(s, s);
  let sum = f32x4.splat(2.885390081777927 / 9);
  sum = f32x4.add(f32x4.mul(sum, z), f32x4.splat(2.885390081777927 / 7));
  sum = f32x4.add(f32x4.mul(sum, z), f32x4.splat(2.885390081777927 / 5));
  sum = f32x4.add(f32x4.mul(sum, z), f32x4.splat(2.885390081777927 / 3));
  sum = f32x4.add(f32x4.mul(sum, z), f32x4.splat(2.885390081777927));
  return f32x4.add(exponent, f32x4.mul(sum, s));
}

/** To 3e-6 of the value: exponent and the Taylor series about a half for the fraction. */
function exp2(x: v128): v128 {
  const held = f32x4.pmax(f32x4.splat(-120), f32x4.pmin(f32x4.splat(120), x));
  const whole = f32x4.floor(held);
  const z = f32x4.mul(f32x4.sub(f32x4.sub(held, whole), f32x4.splat(0.5)), f32x4.splat(0.6931471805599453));
  let sum = f32x4.splat(1.0 / 120);
  sum = f32x4.add(f32x4.mul(sum, z), f32x4.splat(1.0 / 24));
  sum = f32x4.add(f32x4.mul(sum, z), f32x4.splat(1.0 / 6));
  sum = f32x4.add(f32x4.mul(sum, z), f32x4.splat(0.5));
  sum = f32x4.add(f32x4.mul(sum, z), f32x4.splat(1));
  sum = f32x4.add(f32x4.mul(sum, z), f32x4.splat(1));
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(whole), i32x4.splat(127)), 23);
  return f32x4.mul(f32x4.mul(sum, f32x4.splat(1.4142135623730951)), power);
}
