import { grainRow, tileRow } from './grain';
import { relightRow } from './light';
import { Ink, Plan, Surface, Vignette } from './records';
import { surfaceRow, surfaceRowAbove } from './surface';

const GLINT: f32 = 0.5;
const RUBBED: f32 = 0.3;
const RUBBED_FROM: f32 = 0.32;
const STEEPNESS: f32 = 2.6;
const BARED: f32 = 0.92;
const GREATEST_LEVEL: f32 = 65535;
/** Adding this rounds to a whole number in the lowest bits of the float. */
const WHOLE: f32 = 8388608;

/** Prints one sampled block of row `y`; without `coverage` the block is covered wholly. */
export function printInk(plan: Plan, ink: Ink, y: i32, from: i32, to: i32, coverage: usize): void {
  grainRow(ink.fine, ink.coarse, y, from, to, ink.grainRow);
  const mottle = ink.mottle;
  if (mottle !== null) mottleRow(mottle, y, from, to, ink.keptRow, ink.grainRow);
  const worn = wearRow(ink, y, from, to);
  const relight = ink.relight;
  if (relight !== null) relightRow(plan, relight, y, from, to, ink.lightRow);
  if (coverage === 0 && plan.channels === 3) printWhole(plan, ink, y, from, to, worn);
  else printShare(plan, ink, y, from, to, coverage, worn);
  const vignette = ink.vignette;
  if (vignette !== null) darkenRow(plan, vignette, y, from, to);
}

/** Opaque art. */
function printWhole(plan: Plan, ink: Ink, y: i32, from: i32, to: i32, worn: bool): void {
  const film = ink.film;
  const light = ink.light;
  const encode = plan.encode;
  const grain = ink.grainRow;
  const kept = ink.keptRow;
  const lights = ink.lightRow;
  const relit = ink.relight !== null;
  let code = plan.codes;
  let pixel = plan.paper + (((y * plan.width + from) * 3) as usize);
  for (let x = from; x < to; x++) {
    const at = (x as usize) << 2;
    const redGreen = filmOf(film, code);
    const blue = v128.load64_zero(film + (load<u16>(code + 4) as usize));
    let missing = f32x4.add(
      v128.shuffle<f32>(redGreen, blue, 0, 2, 4, 6),
      f32x4.mul(v128.load32_splat(grain + at), v128.shuffle<f32>(redGreen, blue, 1, 3, 5, 7)),
    );
    if (worn) missing = f32x4.mul(missing, v128.load32_splat(kept + at));
    const near = v128.load64_lane(
      light + ((load<u8>(pixel + 1) as usize) << 3) + 2048,
      v128.load64_zero(light + ((load<u8>(pixel) as usize) << 3)),
      1,
    );
    const far = v128.load64_zero(light + ((load<u8>(pixel + 2) as usize) << 3) + 4096);
    const paper = v128.shuffle<f32>(near, far, 0, 2, 4, 6);
    let level = f32x4.sub(paper, f32x4.mul(missing, v128.shuffle<f32>(near, far, 1, 3, 5, 7)));
    if (relit) {
      // The light changes what comes through the ink; the glints upon it stay.
      const passed = f32x4.mul(paper, f32x4.sub(f32x4.splat(1), missing));
      const change = f32x4.sub(v128.load32_splat(lights + at), f32x4.splat(1));
      level = f32x4.add(level, f32x4.mul(passed, change));
    }
    storeLevel(encode, pixel, level);
    code += 8;
    pixel += 3;
  }
}

/** Art that covers pixels in part, or takes another light than the paper's. */
function printShare(plan: Plan, ink: Ink, y: i32, from: i32, to: i32, coverage: usize, worn: bool): void {
  const film = ink.film;
  const white = f32x4(ink.white0, ink.white1, ink.white2, 1);
  const one = f32x4.splat(1);
  const opaque = plan.channels === 3;
  const relit = ink.relight !== null;
  for (let x = from; x < to; x++) {
    const at = (x as usize) << 2;
    const i = ((x - from) as usize) << 2;
    let cover: f32 = coverage === 0 ? 1 : load<f32>(coverage + at);
    if (!opaque) cover *= load<f32>(plan.opacity + i);
    if (cover <= 0) continue;
    const code = plan.codes + (i << 1);
    const pixel = plan.paper + (((y * plan.width + x) * 3) as usize);
    const redGreen = filmOf(film, code);
    const blue = v128.load64_zero(film + (load<u16>(code + 4) as usize));
    let missing = f32x4.add(
      v128.shuffle<f32>(redGreen, blue, 0, 2, 4, 6),
      f32x4.mul(v128.load32_splat(ink.grainRow + at), v128.shuffle<f32>(redGreen, blue, 1, 3, 5, 7)),
    );
    if (worn) missing = f32x4.mul(missing, v128.load32_splat(ink.keptRow + at));
    const paper = linearAt(plan.linear, pixel);
    const glint = f32x4.mul(
      f32x4.mul(f32x4.pmax(f32x4.sub(paper, white), f32x4.splat(0)), f32x4.splat(GLINT)),
      missing,
    );
    const passed = f32x4.sub(one, missing);
    const lit = relit ? f32x4.mul(passed, v128.load32_splat(ink.lightRow + at)) : passed;
    const change = f32x4.add(f32x4.mul(paper, f32x4.sub(lit, one)), glint);
    storeLinear(plan.encode, pixel, f32x4.add(paper, f32x4.mul(f32x4.splat(cover), change)));
  }
}

/** Pairs of what the ink takes and its change with thickness, of red and green. */
function filmOf(film: usize, code: usize): v128 {
  return v128.load64_lane(
    film + (load<u16>(code + 2) as usize),
    v128.load64_zero(film + (load<u16>(code) as usize)),
    1,
  );
}

/** Darkens a block of row `y`, in linear light. */
export function darkenRow(plan: Plan, vignette: Vignette, y: i32, from: i32, to: i32): void {
  const down = load<f32>(vignette.down + ((y as usize) << 2)) * vignette.scale;
  let pixel = plan.paper + (((y * plan.width + from) * 3) as usize);
  for (let x = from; x < to; x++) {
    const factor = load<f32>(vignette.across + ((x as usize) << 2)) * down + vignette.offset;
    storeLinear(plan.encode, pixel, f32x4.mul(linearAt(plan.linear, pixel), f32x4.splat(factor)));
    pixel += 3;
  }
}

function linearAt(linear: usize, pixel: usize): v128 {
  const red = v128.load32_zero(linear + ((load<u8>(pixel) as usize) << 2));
  const redGreen = v128.load32_lane(linear + ((load<u8>(pixel + 1) as usize) << 2), red, 1);
  return v128.load32_lane(linear + ((load<u8>(pixel + 2) as usize) << 2), redGreen, 2);
}

function storeLinear(encode: usize, pixel: usize, light: v128): void {
  storeLevel(encode, pixel, f32x4.mul(light, f32x4.splat(GREATEST_LEVEL)));
}

/** Encodes light in 1/65535. */
function storeLevel(encode: usize, pixel: usize, light: v128): void {
  const held = f32x4.pmin(f32x4.pmax(light, f32x4.splat(0)), f32x4.splat(GREATEST_LEVEL));
  const level = f32x4.add(held, f32x4.splat(WHOLE));
  store<u8>(pixel, load<u8>(encode + (i16x8.extract_lane_u(level, 0) as usize)));
  store<u8>(pixel + 1, load<u8>(encode + (i16x8.extract_lane_u(level, 2) as usize)));
  store<u8>(pixel + 2, load<u8>(encode + (i16x8.extract_lane_u(level, 4) as usize)));
}

/** Adds the mottle of a block to its grain, by way of a row that is free. */
function mottleRow(mottle: Surface, y: i32, from: i32, to: i32, free: usize, grain: usize): void {
  surfaceRow(mottle, y, from, to, free);
  const end = (to as usize) << 2;
  for (let at = (from as usize) << 2; at < end; at += 16) {
    v128.store(grain + at, f32x4.add(v128.load(grain + at), v128.load(free + at)));
  }
}

/** Share of ink that a block keeps; false where that is all. */
function wearRow(ink: Ink, y: i32, from: i32, to: i32): bool {
  const wear = ink.wear;
  if (wear === null || !surfaceRowAbove(wear, y, from, to, ink.keptRow, -RUBBED_FROM)) return false;
  const kept = ink.keptRow + ((from as usize) << 2);
  const clumps = tileRow(ink.coarse, y, from);
  const fraying = f32x4.splat(ink.fraying);
  const bytes = ((to - from) as usize) << 2;
  for (let at: usize = 0; at < bytes; at += 16) {
    const margin = v128.load(kept + at);
    const nearness = f32x4.mul(f32x4.add(margin, f32x4.splat(RUBBED_FROM)), f32x4.splat(1 / RUBBED_FROM));
    const rubbed = f32x4.mul(f32x4.mul(nearness, nearness), f32x4.splat(RUBBED));
    const frayed = f32x4.add(margin, f32x4.mul(fraying, v128.load(clumps + at)));
    const core = f32x4.mul(frayed, f32x4.splat(STEEPNESS));
    const share = f32x4.mul(f32x4.pmin(f32x4.pmax(core, rubbed), f32x4.splat(1)), f32x4.splat(BARED));
    const lost = v128.and(share, f32x4.ge(margin, f32x4.splat(-RUBBED_FROM)));
    v128.store(kept + at, f32x4.sub(f32x4.splat(1), lost));
  }
  return true;
}
