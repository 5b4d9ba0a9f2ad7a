import {
  CORNERS,
  cross,
  end,
  endRow,
  enter,
  first,
  firstRow,
  SLOPES,
  x0,
  x1Share,
  x2Share,
  y0,
  y1Share,
  y2Share,
} from './triangle';

/** Whole numbers to 1. */
const FIXED: f64 = 1048576;

/** Adds what the slopes of triangles change on each row of a strip: value and step of one, value and step of the other. */
export function gatherSlopes(
  corners: usize,
  slopes: usize,
  from: i32,
  to: i32,
  scale: f64,
  width: i32,
  rows: i32,
  top: i32,
  changes: usize,
  rowBytes: usize,
): void {
  const fixed = f64x2.splat(FIXED);
  for (let t = from; t < to; t++) {
    if (!enter(corners + (t as usize) * CORNERS, scale, width, rows, top)) continue;
    const slope = slopes + (t as usize) * SLOPES;
    const both0 = f64x2.promote_low_f32x4(v128.load64_zero(slope));
    const both1 = f64x2.sub(f64x2.promote_low_f32x4(v128.load64_zero(slope, 8)), both0);
    const both2 = f64x2.sub(f64x2.promote_low_f32x4(v128.load64_zero(slope, 16)), both0);
    const step = f64x2.add(f64x2.mul(both1, f64x2.splat(x1Share)), f64x2.mul(both2, f64x2.splat(x2Share)));
    const down = f64x2.add(f64x2.mul(both1, f64x2.splat(y1Share)), f64x2.mul(both2, f64x2.splat(y2Share)));
    const steps = i32x4.trunc_sat_f64x2_s_zero(f64x2.mul(step, fixed));
    for (let row = firstRow, last = endRow; row < last; row++) {
      if (!cross(row, width)) continue;
      const right = f64x2.mul(step, f64x2.splat((first as f64) - x0));
      const value = f64x2.add(f64x2.add(both0, right), f64x2.mul(down, f64x2.splat((row as f64) - y0)));
      const values = i32x4.trunc_sat_f64x2_s_zero(f64x2.mul(value, fixed));
      change(changes + (row as usize) * rowBytes, v128.shuffle<i32>(values, steps, 0, 4, 1, 5));
    }
  }
}

/** The same of their heights in pixels; the other two values stay. */
export function gatherHeights(
  corners: usize,
  _: usize,
  from: i32,
  to: i32,
  scale: f64,
  width: i32,
  rows: i32,
  top: i32,
  changes: usize,
  rowBytes: usize,
): void {
  const fixed = FIXED * scale;
  for (let t = from; t < to; t++) {
    const corner = corners + (t as usize) * CORNERS;
    if (!enter(corner, scale, width, rows, top)) continue;
    const z0 = load<f32>(corner, 8) as f64;
    const z1 = (load<f32>(corner, 20) as f64) - z0;
    const z2 = (load<f32>(corner, 32) as f64) - z0;
    const step = z1 * x1Share + z2 * x2Share;
    const down = z1 * y1Share + z2 * y2Share;
    for (let row = firstRow, last = endRow; row < last; row++) {
      if (!cross(row, width)) continue;
      const value = z0 + step * ((first as f64) - x0) + down * ((row as f64) - y0);
      const entered = i32x4((value * fixed) as i32, (step * fixed) as i32, 0, 0);
      change(changes + (row as usize) * rowBytes, entered);
    }
  }
}

/** Adds what is entered at the first column of the run at hand, and takes off at its end what has come of it. */
function change(row: usize, entered: v128): void {
  const enter = row + ((first as usize) << 4);
  const leave = row + ((end as usize) << 4);
  const count = end - first;
  const steps = i64x2.shr_u(entered, 32);
  // A step that one pixel takes is of no use, and may be any number where the triangle is a sliver.
  const used = count === 1 ? v128.and(entered, i32x4(-1, 0, -1, 0)) : entered;
  const left = count === 1 ? used : i32x4.add(entered, i32x4.mul(steps, i32x4.splat(count)));
  v128.store(enter, i32x4.add(v128.load(enter), used));
  v128.store(leave, i32x4.sub(v128.load(leave), left));
}

/** Adds the slopes whose changes were gathered to a row of both planes, and clears the changes. */
export function sumSlopes(source: usize, rowBytes: usize, width: i32, p: usize, q: usize): void {
  const unit = f32x4.splat((1 / FIXED) as f32);
  let state = i32x4.splat(0);
  for (let at: usize = 0, bytes = (width as usize) << 2; at < bytes; at += 16) {
    const from = source + (at << 2);
    const a = i32x4.add(state, v128.load(from));
    const b = i32x4.add(stepped(a), v128.load(from, 16));
    const c = i32x4.add(stepped(b), v128.load(from, 32));
    const d = i32x4.add(stepped(c), v128.load(from, 48));
    state = stepped(d);
    const ab = v128.shuffle<i32>(a, b, 0, 4, 2, 6);
    const cd = v128.shuffle<i32>(c, d, 0, 4, 2, 6);
    const ofP = f32x4.convert_i32x4_s(v128.shuffle<i64>(ab, cd, 0, 2));
    const ofQ = f32x4.convert_i32x4_s(v128.shuffle<i64>(ab, cd, 1, 3));
    v128.store(p + at, f32x4.add(v128.load(p + at), f32x4.mul(ofP, unit)));
    v128.store(q + at, f32x4.add(v128.load(q + at), f32x4.mul(ofQ, unit)));
  }
  memory.fill(source, 0, rowBytes);
}

/** Turns a row of heights into pixels, adds those whose changes were gathered, and clears the changes. */
export function sumHeights(source: usize, rowBytes: usize, width: i32, z: usize, scale: f32): void {
  let state = i32x4.splat(0);
  for (let x = 0; x < width; x++) {
    state = i32x4.add(state, v128.load(source + ((x as usize) << 4)));
    const at = z + ((x as usize) << 2);
    store<f32>(at, (load<f32>(at) * scale + (i32x4.extract_lane(state, 0) as f64) / FIXED) as f32);
    state = stepped(state);
  }
  memory.fill(source, 0, rowBytes);
}

/** Values one pixel further, each by its step beside it. */
function stepped(state: v128): v128 {
  return i32x4.add(state, i64x2.shr_u(state, 32));
}
