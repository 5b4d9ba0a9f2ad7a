import { LaidArt, Plan } from './records';

/** Columns of a block at the border that are looked at together last: the border itself is only some pixels wide. */
export const PART: i32 = 16;

/** How a part of a row lies to the art: free of it, wholly under opaque art, or neither. */
export const BARE: u8 = 0;
export const COVERED: u8 = 1;
const SHARED: u8 = 2;

/** Where the codes of a block of row `y` go that is about to be sampled. */
export function takeCodes(plan: Plan, art: LaidArt, y: i32, from: i32): void {
  plan.codes = art.codes + startOfRow(plan, y, 8) + ((from as usize) << 3);
}

/** Notes a block that has been sampled and printed; without `coverage` it is covered wholly. */
export function noteBlock(plan: Plan, art: LaidArt, y: i32, from: i32, to: i32, coverage: usize): void {
  const opaque = plan.channels === 3;
  const kind = coverage === 0 && opaque ? COVERED : SHARED;
  for (let x = from; x < to; x += PART) store<u8>(kindAt(plan, art, y, x), kind);
  if (opaque) return;
  for (let x = from; x < to; x++) {
    const at = plan.coverage + ((x as usize) << 2);
    const cover: f32 = coverage === 0 ? 1 : load<f32>(at);
    store<f32>(at, cover * load<f32>(plan.opacity + (((x - from) as usize) << 2)));
  }
}

/** Bytes before row `y` of a plane as wide as the output, of so many bytes a pixel. */
export function startOfRow(plan: Plan, y: i32, bytes: i32): usize {
  return ((y * plan.width) as usize) * (bytes as usize);
}

export function partsOf(plan: Plan): i32 {
  return (plan.width + PART - 1) / PART;
}

export function kindAt(plan: Plan, art: LaidArt, y: i32, x: i32): usize {
  return art.kinds + ((y * partsOf(plan) + x / PART) as usize);
}
