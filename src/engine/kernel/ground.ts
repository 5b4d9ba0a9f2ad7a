import { BLOCK } from './blocks';
import { distanceOf, leastDistance, rangeOfRow } from './bounds';
import { coverRow } from './coverage';
import { grainRow } from './grain';
import { Ground, Plan, Range, ShadowPart } from './records';
import { displaceRow } from './surface';

const GRAIN: f64 = 0.008;
/** Sides of the sheet, at the head of `Ground.sheet`. */
const SIDES: i32 = 4;

/** Replaces what lies beyond the sheet in row `y` by the ground and the sheet's shadow. */
export function layGroundRow(plan: Plan, ground: Ground, y: i32): void {
  for (let from = 0; from < plan.width; from += BLOCK) layBlock(plan, ground, y, from, min(plan.width, from + BLOCK));
}

function layBlock(plan: Plan, ground: Ground, y: i32, from: i32, to: i32): void {
  if (liesWithin(ground, y, from, to, plan.anywhere)) return;
  if (plan.displaces) {
    displaceRow(plan, y, from, to, plan.displacedX, plan.displacedY);
    if (liesWithin(ground, y, from, to, rangeOfRow(plan, from, to))) return;
    displaceRow(plan, min(plan.height - 1, y + 1), from, to, plan.belowX, plan.belowY);
  }
  coverRow(plan, ground.sheet, SIDES, 0, null, y, from, to);
  grainRow(ground.fine, ground.coarse, y, from, to, ground.grainRow);
  for (let x = from; x < to; x++) layPixel(plan, ground, x, y);
}

function liesWithin(ground: Ground, y: i32, from: i32, to: i32, range: Range): bool {
  return leastDistance(ground.sheet, SIDES, y, from, to - 1, range) > 1;
}

function layPixel(plan: Plan, ground: Ground, x: i32, y: i32): void {
  const at = (x as usize) << 2;
  const cover = load<f32>(plan.coverage + at) as f64;
  if (cover >= 1) return;
  const px = (x as f64) + (load<f32>(plan.displacedX + at) as f64);
  const py = (y as f64) + (load<f32>(plan.displacedY + at) as f64);
  const shaded =
    (1 - ground.shadow * shadeAt(ground, px, py, ground.broad)) *
    (1 - ground.shadow * shadeAt(ground, px, py, ground.contact));
  const light = (1 + GRAIN * (load<f32>(ground.grainRow + at) as f64)) * shaded;
  const pixel = plan.paper + (((y * plan.width + x) * 3) as usize);
  layChannel(plan, pixel, cover, light * ground.red);
  layChannel(plan, pixel + 1, cover, light * ground.green);
  layChannel(plan, pixel + 2, cover, light * ground.blue);
}

function layChannel(plan: Plan, sample: usize, cover: f64, light: f64): void {
  const own = load<f32>(plan.linear + ((load<u8>(sample) as usize) << 2)) as f64;
  const level = (cover * own + (1 - cover) * light) * 65535 + 0.5;
  store<u8>(sample, load<u8>(plan.encode + (max<f64>(0, min<f64>(65535, level)) as usize)));
}

/** What light a soft copy of the sheet takes, seen from a point towards the light. */
function shadeAt(ground: Ground, x: f64, y: f64, part: ShadowPart): f64 {
  let shade = part.darkness;
  for (let side = 0; side < SIDES; side++) {
    const distance = distanceOf(ground.sheet, side, x + part.x, y + part.y);
    const t = 0.5 + distance / (2 * part.softness);
    if (t <= 0) return 0;
    if (t < 1) shade *= t * t * (3 - 2 * t);
  }
  return shade;
}
