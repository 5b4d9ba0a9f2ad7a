import { Level, Plan, Sampling } from './records';

const PHASES: i32 = 256;
const SCALE_STEPS: i32 = 10;
const STEPS_PER_SCALE: f64 = 8;
const GREATEST_SCALE: f64 = 2.125;
const CODE_STEPS: i32 = 16;
const GREATEST_CODE: i32 = 255 * CODE_STEPS;
/** Codes are stored as offsets in a table of pairs of floats. */
export const CODE_SHIFT: i32 = 3;
const WEIGHT_ONE: f32 = 16384;
/** Bytes of the kernels of one phase, and of one scale step. */
const PHASE_BYTES: i32 = 8;
const STEP_BYTES: i32 = PHASES * PHASE_BYTES;

/** Samples one block of row `y`; `inside` promises that every tap lies in the art and every pixel on the sheet. */
export function sampleBlock(plan: Plan, y: i32, from: i32, to: i32, inside: bool): void {
  const sampling = plan.sampling;
  const known = sampling.level;
  // Without perspective the art has one scale.
  const isKnown = known !== null && plan.toArt.h6 === 0 && plan.toArt.h7 === 0;
  const level = isKnown ? known! : chooseSampling(plan, sampling, ((from + to) as f64) * 0.5, y as f64);
  const kernelX = sampling.kernelX;
  const kernelY = sampling.kernelY;
  if (inside) locateInside(plan, level, y, from, to);
  else locateExactly(plan, level, y, from, to);
  if (plan.channels === 4) sampleAlpha(plan, level, kernelX, kernelY, to - from);
  else if (inside) sampleInside(plan, level, kernelX, kernelY, 0, to - from);
  else sampleClamped(plan, level, kernelX, kernelY, plan.coverage + ((from as usize) << 2), to - from);
}

/** By the scale at a place. */
function chooseSampling(plan: Plan, sampling: Sampling, x: f64, y: f64): Level {
  const h = plan.toArt;
  const w = h.h6 * x + h.h7 * y + h.h8;
  const u = (h.h0 * x + h.h1 * y + h.h2) / w;
  const v = (h.h3 * x + h.h4 * y + h.h5) / w;
  const scaleX = abs(length(h.h0 - u * h.h6, h.h1 - u * h.h7) / w);
  const scaleY = abs(length(h.h3 - v * h.h6, h.h4 - v * h.h7) / w);
  const level = levelFor(plan, scaleX, scaleY);
  sampling.level = level;
  sampling.kernelX = plan.kernels + kernelsFor(scaleX, level.perPixelX);
  sampling.kernelY = plan.kernels + kernelsFor(scaleY, level.perPixelY);
  return level;
}

function length(x: f64, y: f64): f64 {
  return sqrt(x * x + y * y);
}

function levelFor(plan: Plan, scaleX: f64, scaleY: f64): Level {
  let at = plan.levels;
  for (let i = 1; i < plan.levelCount; i++) {
    const level = changetype<Level>(at);
    if (scaleX < GREATEST_SCALE * level.perPixelX && scaleY < GREATEST_SCALE * level.perPixelY) return level;
    at += offsetof<Level>();
  }
  return changetype<Level>(at);
}

/** Offset of the kernels for a scale in art pixels: the art itself has one set, its reduced sizes another. */
function kernelsFor(scale: f64, perPixel: f64): i32 {
  const index = floor((scale / perPixel - 1) * STEPS_PER_SCALE + 0.5);
  const step = max(0, min((SCALE_STEPS - 1) as f64, index)) as i32;
  return (perPixel > 1 ? SCALE_STEPS + step : step) * STEP_BYTES;
}

/**
 * A value that a loop needs and does not change, passed through memory: V8 computes it before the loop and keeps it in a
 * register, where it would otherwise compute it, divisions and all, again in every round.
 */
function held(plan: Plan, value: v128): v128 {
  v128.store(plan.held, value);
  return v128.load(plan.held);
}

/** Positions in the level, in phases: in single precision, relative to the block's first pixel. */
function locateInside(plan: Plan, level: Level, y: i32, from: i32, to: i32): void {
  const h = plan.toArt;
  const shiftX = plan.displacedX + ((from as usize) << 2);
  const shiftY = plan.displacedY + ((from as usize) << 2);
  const startX = load<f32>(shiftX);
  const startY = load<f32>(shiftY);
  const x = (from as f64) + (startX as f64);
  const row = (y as f64) + (startY as f64);
  const w = h.h6 * x + h.h7 * row + h.h8;
  const u = (h.h0 * x + h.h1 * row + h.h2) / w;
  const v = (h.h3 * x + h.h4 * row + h.h5) / w;
  const phasesX = 256.0 / level.perPixelX;
  const phasesY = 256.0 / level.perPixelY;
  const firstU = u * phasesX + (0.5 / level.perPixelX - 0.5) * 256.0 + 0.5;
  const firstV = v * phasesY + (0.5 / level.perPixelY - 0.5) * 256.0 + 0.5;
  const wholeU = floor(firstU);
  const wholeV = floor(firstV);
  const restU = held(plan, f32x4.splat((firstU - wholeU - 0.5) as f32));
  const restV = held(plan, f32x4.splat((firstV - wholeV - 0.5) as f32));
  const ux = held(plan, f32x4.splat(((h.h0 - u * h.h6) * phasesX) as f32));
  const uy = held(plan, f32x4.splat(((h.h1 - u * h.h7) * phasesX) as f32));
  const vx = held(plan, f32x4.splat(((h.h3 - v * h.h6) * phasesY) as f32));
  const vy = held(plan, f32x4.splat(((h.h4 - v * h.h7) * phasesY) as f32));
  const wx = held(plan, f32x4.splat(h.h6 as f32));
  const wy = held(plan, f32x4.splat(h.h7 as f32));
  const w0 = held(plan, f32x4.splat(w as f32));
  const one = held(plan, f32x4.splat(1));
  const four = held(plan, f32x4.splat(4));
  const targetU = plan.u;
  const targetV = plan.v;
  const originX = held(plan, f32x4.splat(startX));
  const originY = held(plan, f32x4.splat(startY));
  const count = (to - from) as usize;
  // Adding this rounds to whole numbers in the lowest bits of the float: positions in a block span less than 2²² phases.
  const magic = held(plan, f32x4.splat(12582912));
  const magicBits = i32x4.splat(0x4b400000);
  const floorU = held(plan, i32x4.sub(i32x4.splat(wholeU as i32), magicBits));
  const floorV = held(plan, i32x4.sub(i32x4.splat(wholeV as i32), magicBits));
  let column = f32x4(0, 1, 2, 3);
  for (let i: usize = 0; i < count; i += 4) {
    const at = i << 2;
    const dx = f32x4.add(column, f32x4.sub(v128.load(shiftX + at), originX));
    const dy = f32x4.sub(v128.load(shiftY + at), originY);
    const scale = f32x4.div(one, f32x4.add(w0, f32x4.add(f32x4.mul(wx, dx), f32x4.mul(wy, dy))));
    const du = f32x4.mul(f32x4.add(f32x4.mul(ux, dx), f32x4.mul(uy, dy)), scale);
    const dv = f32x4.mul(f32x4.add(f32x4.mul(vx, dx), f32x4.mul(vy, dy)), scale);
    v128.store(targetU + at, i32x4.add(floorU, f32x4.add(f32x4.add(restU, du), magic)));
    v128.store(targetV + at, i32x4.add(floorV, f32x4.add(f32x4.add(restV, dv), magic)));
    column = f32x4.add(column, four);
  }
}

/** The same in double precision, pixel by pixel: at the border some lie beyond the sheet's horizon. */
function locateExactly(plan: Plan, level: Level, y: i32, from: i32, to: i32): void {
  const h = plan.toArt;
  const phasesX = 256.0 / level.perPixelX;
  const phasesY = 256.0 / level.perPixelY;
  const startU = (0.5 / level.perPixelX - 0.5) * 256.0 + 0.5;
  const startV = (0.5 / level.perPixelY - 0.5) * 256.0 + 0.5;
  for (let x = from; x < to; x++) {
    const at = (x as usize) << 2;
    const px = (x as f64) + (load<f32>(plan.displacedX + at) as f64);
    const py = (y as f64) + (load<f32>(plan.displacedY + at) as f64);
    const scale = 1.0 / (h.h6 * px + h.h7 * py + h.h8);
    const u = floor((h.h0 * px + h.h1 * py + h.h2) * scale * phasesX + startU);
    const v = floor((h.h3 * px + h.h4 * py + h.h5) * scale * phasesY + startV);
    const block = ((x - from) as usize) << 2;
    store<i32>(plan.u + block, wholeOf(u));
    store<i32>(plan.v + block, wholeOf(v));
  }
}

/** Positions out of all bounds belong to pixels that nothing covers. */
function wholeOf(position: f64): i32 {
  return position > -1e9 && position < 1e9 ? (position as i32) : 0;
}

/**
 * Pixels `from`…`to` of a block of opaque art, sixteen taps of three channels, all inside: pairs of neighbouring taps are
 * multiplied and added at once.
 */
function sampleInside(plan: Plan, level: Level, kernelX: usize, kernelY: usize, from: i32, to: i32): void {
  const stride = level.width * 3;
  const data = level.data;
  const us = plan.u;
  const vs = plan.v;
  const codes = plan.codes;
  const zero = i32x4.splat(0);
  // Half of what shifting the rows' sums down has cut off on average, and a half to round by.
  const rounding = held(plan, i32x4.splat((1 << 15) + (1 << 13)));
  const greatest = held(plan, i32x4.splat(GREATEST_CODE));
  for (let i = from as usize; i < (to as usize); i++) {
    const u = load<i32>(us + (i << 2));
    const v = load<i32>(vs + (i << 2));
    const p = data + ((((v >> 8) - 1) * stride + ((u >> 8) - 1) * 3) as usize);
    const kx = kernelX + (((u & 255) << 3) as usize);
    const ky = kernelY + (((v & 255) << 3) as usize);
    const near = v128.load32_splat(kx);
    const far = v128.load32_splat(kx + 4);

    let pixels = v128.load(p);
    let left = v128.swizzle(pixels, i8x16(0, -1, 3, -1, 1, -1, 4, -1, 2, -1, 5, -1, -1, -1, -1, -1));
    let right = v128.swizzle(pixels, i8x16(6, -1, 9, -1, 7, -1, 10, -1, 8, -1, 11, -1, -1, -1, -1, -1));
    const row0 = i32x4.shr_s(i32x4.add(i32x4.dot_i16x8_s(left, near), i32x4.dot_i16x8_s(right, far)), 8);
    pixels = v128.load(p + (stride as usize));
    left = v128.swizzle(pixels, i8x16(0, -1, 3, -1, 1, -1, 4, -1, 2, -1, 5, -1, -1, -1, -1, -1));
    right = v128.swizzle(pixels, i8x16(6, -1, 9, -1, 7, -1, 10, -1, 8, -1, 11, -1, -1, -1, -1, -1));
    const row1 = i32x4.shr_s(i32x4.add(i32x4.dot_i16x8_s(left, near), i32x4.dot_i16x8_s(right, far)), 8);
    pixels = v128.load(p + ((stride << 1) as usize));
    left = v128.swizzle(pixels, i8x16(0, -1, 3, -1, 1, -1, 4, -1, 2, -1, 5, -1, -1, -1, -1, -1));
    right = v128.swizzle(pixels, i8x16(6, -1, 9, -1, 7, -1, 10, -1, 8, -1, 11, -1, -1, -1, -1, -1));
    const row2 = i32x4.shr_s(i32x4.add(i32x4.dot_i16x8_s(left, near), i32x4.dot_i16x8_s(right, far)), 8);
    pixels = v128.load(p + ((stride * 3) as usize));
    left = v128.swizzle(pixels, i8x16(0, -1, 3, -1, 1, -1, 4, -1, 2, -1, 5, -1, -1, -1, -1, -1));
    right = v128.swizzle(pixels, i8x16(6, -1, 9, -1, 7, -1, 10, -1, 8, -1, 11, -1, -1, -1, -1, -1));
    const row3 = i32x4.shr_s(i32x4.add(i32x4.dot_i16x8_s(left, near), i32x4.dot_i16x8_s(right, far)), 8);

    const even = i16x8.narrow_i32x4_s(row0, row2);
    const odd = i16x8.narrow_i32x4_s(row1, row3);
    const sum = i32x4.add(
      i32x4.dot_i16x8_s(v128.shuffle<i16>(even, odd, 0, 8, 1, 9, 2, 10, 3, 11), v128.load32_splat(ky)),
      i32x4.dot_i16x8_s(v128.shuffle<i16>(even, odd, 4, 12, 5, 13, 6, 14, 7, 15), v128.load32_splat(ky + 4)),
    );
    const code = i32x4.min_s(i32x4.shr_s(i32x4.add(sum, rounding), 16), greatest);
    v128.store64_lane(codes + (i << 3), i16x8.shl(i16x8.narrow_i32x4_u(code, zero), CODE_SHIFT), 0);
  }
}

/** Opaque art, taps beyond its border repeat the nearest pixel; pixels that nothing covers are left out. */
function sampleClamped(plan: Plan, level: Level, kernelX: usize, kernelY: usize, coverage: usize, count: i32): void {
  for (let i = 0; i < count;) {
    let end = i;
    while (end < count && tapsLieIn(plan, level, end)) end++;
    if (end > i) sampleInside(plan, level, kernelX, kernelY, i, end);
    else if (load<f32>(coverage + ((end as usize) << 2)) > 0) samplePixelClamped(plan, level, kernelX, kernelY, end++);
    else end++;
    i = end;
  }
}

function tapsLieIn(plan: Plan, level: Level, i: i32): bool {
  const left = (load<i32>(plan.u + ((i as usize) << 2)) >> 8) - 1;
  const top = (load<i32>(plan.v + ((i as usize) << 2)) >> 8) - 1;
  return left >= 0 && left + 4 <= level.width && top >= 0 && top + 4 <= level.height;
}

function samplePixelClamped(plan: Plan, level: Level, kernelX: usize, kernelY: usize, i: usize): void {
  const data = level.data;
  const u = load<i32>(plan.u + (i << 2));
  const v = load<i32>(plan.v + (i << 2));
  const kx = kernelX + (((u & 255) << 3) as usize);
  const ky = kernelY + (((v & 255) << 3) as usize);
  let sum = f32x4.splat(0);
  for (let row = 0; row < 4; row++) {
    const start = clamp((v >> 8) - 1 + row, level.height - 1) * level.width;
    const down = load<i16>(ky + ((row << 1) as usize)) as f32;
    for (let column = 0; column < 4; column++) {
      const p = data + (((start + clamp((u >> 8) - 1 + column, level.width - 1)) * 3) as usize);
      const weight = (load<i16>(kx + ((column << 1) as usize)) as f32) * down;
      sum = f32x4.add(sum, f32x4.mul(pixelAt(p), f32x4.splat(weight)));
    }
  }
  storeCode(plan, i, f32x4.mul(sum, f32x4.splat((CODE_STEPS as f32) / (WEIGHT_ONE * WEIGHT_ONE))));
}

/** Art with alpha: colours are weighted by their opacity, so that what is hidden never bleeds into what is seen. */
function sampleAlpha(plan: Plan, level: Level, kernelX: usize, kernelY: usize, count: i32): void {
  const data = level.data;
  for (let i: usize = 0; i < (count as usize); i++) {
    const u = load<i32>(plan.u + (i << 2));
    const v = load<i32>(plan.v + (i << 2));
    const kx = kernelX + (((u & 255) << 3) as usize);
    const ky = kernelY + (((v & 255) << 3) as usize);
    let sum = f32x4.splat(0);
    for (let row = 0; row < 4; row++) {
      const start = clamp((v >> 8) - 1 + row, level.height - 1) * level.width;
      const down = load<i16>(ky + ((row << 1) as usize)) as f32;
      for (let column = 0; column < 4; column++) {
        const p = data + (((start + clamp((u >> 8) - 1 + column, level.width - 1)) << 2) as usize);
        const weight = (load<i16>(kx + ((column << 1) as usize)) as f32) * down * (load<u8>(p + 3) as f32);
        sum = f32x4.add(sum, f32x4.mul(f32x4.replace_lane(pixelAt(p), 3, 1), f32x4.splat(weight)));
      }
    }
    const cover = f32x4.extract_lane(sum, 3);
    store<f32>(plan.opacity + (i << 2), max<f32>(0, min<f32>(1, cover / (255 * WEIGHT_ONE * WEIGHT_ONE))));
    storeCode(plan, i, f32x4.mul(sum, f32x4.splat(cover > 0 ? (CODE_STEPS as f32) / cover : 0)));
  }
}

/** Three or four channels at a place, as floats. */
function pixelAt(p: usize): v128 {
  const bytes = v128.load32_zero(p);
  return f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(bytes)));
}

function storeCode(plan: Plan, i: usize, code: v128): void {
  const whole = i32x4.trunc_sat_f32x4_s(f32x4.add(code, f32x4.splat(0.5)));
  const narrow = i16x8.narrow_i32x4_u(i32x4.min_s(whole, i32x4.splat(GREATEST_CODE)), i32x4.splat(0));
  v128.store64_lane(plan.codes + (i << 3), i16x8.shl(narrow, CODE_SHIFT), 0);
}

function clamp(value: i32, last: i32): i32 {
  return max(0, min(last, value));
}
