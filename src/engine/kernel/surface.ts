import { startOfRow } from './laid-art';
import { Plan, Surface } from './records';

/** Samples that are repeated beyond each end of a row. */
const PADDING: usize = 2;

/** Samples a surface at columns `from`…`to` of output row `y`, to the same places of `target`. */
export function surfaceRow(surface: Surface, y: i32, from: i32, to: i32, target: usize): void {
  if (to <= from) return;
  blendRows(surface, y, firstColumn(surface, from), lastColumn(surface, to));
  sampleRow(surface, from, to, target);
}

/** The same, unless the surface stays below `limit` on all of the run, which is told by its samples: a B-spline never passes them. */
export function surfaceRowAbove(surface: Surface, y: i32, from: i32, to: i32, target: usize, limit: f32): bool {
  const first = firstColumn(surface, from);
  const last = lastColumn(surface, to);
  blendRows(surface, y, first, last);
  if (!reaches(surface.blended + (PADDING << 2), first, last, limit)) return false;
  sampleRow(surface, from, to, target);
  return true;
}

/** Whether one of the samples `first`…`last` reaches `limit`. */
function reaches(row: usize, first: i32, last: i32, limit: f32): bool {
  const limits = f32x4.splat(limit);
  let reached = f32x4.splat(0);
  let x = first;
  for (; x + 4 <= last + 1; x += 4) reached = v128.or(reached, f32x4.ge(v128.load(row + ((x as usize) << 2)), limits));
  let any = v128.any_true(reached);
  for (; x <= last; x++) any = any || load<f32>(row + ((x as usize) << 2)) >= limit;
  return any;
}

function firstColumn(surface: Surface, from: i32): i32 {
  return max(0, min(surface.width - 1, load<i32>(surface.columns + ((from as usize) << 2))));
}

function lastColumn(surface: Surface, to: i32): i32 {
  return min(surface.width - 1, load<i32>(surface.columns + (((to - 1) as usize) << 2)) + 3);
}

function sampleRow(surface: Surface, from: i32, to: i32, target: usize): void {
  const columns = surface.columns;
  const blended = surface.blended + (PADDING << 2);
  const weights = surface.columnWeights;
  let x = from;
  for (; x + 4 <= to; x += 4) {
    const at = (x as usize) << 2;
    const first = v128.load(columns + at);
    const w = weights + (at << 2);
    const a = tap(blended, i32x4.extract_lane(first, 0), w);
    const b = tap(blended, i32x4.extract_lane(first, 1), w + 16);
    const c = tap(blended, i32x4.extract_lane(first, 2), w + 32);
    const d = tap(blended, i32x4.extract_lane(first, 3), w + 48);
    const ab = f32x4.add(v128.shuffle<f32>(a, b, 0, 4, 1, 5), v128.shuffle<f32>(a, b, 2, 6, 3, 7));
    const cd = f32x4.add(v128.shuffle<f32>(c, d, 0, 4, 1, 5), v128.shuffle<f32>(c, d, 2, 6, 3, 7));
    v128.store(target + at, f32x4.add(v128.shuffle<f32>(ab, cd, 0, 1, 4, 5), v128.shuffle<f32>(ab, cd, 2, 3, 6, 7)));
  }
  for (; x < to; x++) {
    const at = (x as usize) << 2;
    const a = tap(blended, load<i32>(columns + at), weights + (at << 2));
    const sum = f32x4.extract_lane(a, 0) + f32x4.extract_lane(a, 1) + f32x4.extract_lane(a, 2);
    store<f32>(target + at, sum + f32x4.extract_lane(a, 3));
  }
}

function tap(blended: usize, first: i32, weights: usize): v128 {
  return f32x4.mul(v128.load(blended + ((first as usize) << 2)), v128.load(weights));
}

/** Blends four rows of samples between two columns. */
function blendRows(surface: Surface, y: i32, from: i32, to: i32): void {
  const width = surface.width;
  const first = load<i32>(surface.rows + ((y as usize) << 2));
  const weights = surface.rowWeights + ((y as usize) << 4);
  const w0 = v128.load32_splat(weights);
  const w1 = v128.load32_splat(weights + 4);
  const w2 = v128.load32_splat(weights + 8);
  const w3 = v128.load32_splat(weights + 12);
  const r0 = rowOf(surface, first);
  const r1 = rowOf(surface, first + 1);
  const r2 = rowOf(surface, first + 2);
  const r3 = rowOf(surface, first + 3);
  const target = surface.blended + (PADDING << 2);
  for (let x = from; x <= to; x += 4) {
    const at = (x as usize) << 2;
    const upper = f32x4.add(f32x4.mul(v128.load(r0 + at), w0), f32x4.mul(v128.load(r1 + at), w1));
    const lower = f32x4.add(f32x4.mul(v128.load(r2 + at), w2), f32x4.mul(v128.load(r3 + at), w3));
    v128.store(target + at, f32x4.add(upper, lower));
  }
  if (from === 0) {
    const value = load<f32>(target);
    store<f32>(target - 8, value);
    store<f32>(target - 4, value);
  }
  if (to === width - 1) {
    const end = target + ((width as usize) << 2);
    const value = load<f32>(end - 4);
    store<f32>(end, value);
    store<f32>(end + 4, value);
  }
}

function rowOf(surface: Surface, row: i32): usize {
  const inside = max(0, min(surface.height - 1, row));
  return surface.samples + (((inside * surface.width) as usize) << 2);
}

/** Where the heights of columns `from`…`to` are. */
function heightRow(plan: Plan, folds: Surface, y: i32, from: i32, to: i32): usize {
  const layers = plan.layers;
  if (layers !== null) return layers.heights + startOfRow(plan, y, 4);
  surfaceRow(folds, y, from, to, plan.heights);
  return plan.heights;
}

/** Writes the displacement of columns `from`…`to` of row `y`. */
export function displaceRow(plan: Plan, y: i32, from: i32, to: i32, targetX: usize, targetY: usize): void {
  const warpX = plan.warpX;
  const warpY = plan.warpY;
  if (warpX !== null && warpY !== null) {
    surfaceRow(warpX, y, from, to, targetX);
    surfaceRow(warpY, y, from, to, targetY);
  }
  const folds = plan.folds;
  if (folds === null) return;
  const heights = heightRow(plan, folds, y, from, to);
  const shiftX = f32x4.splat(plan.shiftX);
  const shiftY = f32x4.splat(plan.shiftY);
  const warped = warpX !== null;
  const end = (to as usize) << 2;
  for (let at = (from as usize) << 2; at < end; at += 16) {
    const height = v128.load(heights + at);
    let x = f32x4.mul(height, shiftX);
    let down = f32x4.mul(height, shiftY);
    if (warped) {
      x = f32x4.add(x, v128.load(targetX + at));
      down = f32x4.add(down, v128.load(targetY + at));
    }
    v128.store(targetX + at, x);
    v128.store(targetY + at, down);
  }
}
