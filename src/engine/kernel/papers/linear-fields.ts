/** Whole numbers to 1. */
const FIXED: f64 = 1048576;
/** Triangles over which a value changes by more a pixel are narrower than any pixel, and take its mean. */
const STEEPEST: f64 = 64;
/** Whole numbers to a pixel, of edges. */
const SUBPIXELS: f64 = 65536;

/** Bytes of a triangle's corners, x, y, z of each, of their slopes, and of its two fields. */
const CORNERS: usize = 36;
const SLOPES: usize = 24;
const FIELD: usize = 32;
/** Bytes of an edge's ends, and of the numbers of the triangles on its right and left. */
const ENDS: usize = 16;
const SIDES: usize = 8;
/** Bytes of an edge that is being passed: x and y of its upper end, its slope, its first row and the one after its last, changes. */
const PASSING: usize = 64;

/** Writes the slopes of triangles as linear functions of column and row: values at 0 with their steps beside them, steps down. */
export function slopeFields(corners: usize, slopes: usize, count: i32, scale: f64, fields: usize): void {
  for (let t = 0; t < count; t++) {
    const slope = slopes + (t as usize) * SLOPES;
    const corner = corners + (t as usize) * CORNERS;
    const field = fields + (t as usize) * FIELD;
    setField(corner, scale, load<f32>(slope), load<f32>(slope, 8), load<f32>(slope, 16), field);
    setField(corner, scale, load<f32>(slope, 4), load<f32>(slope, 12), load<f32>(slope, 20), field + 8);
  }
}

/** The same of their heights in pixels; the other field is 0. */
export function heightFields(corners: usize, count: i32, scale: f64, fields: usize): void {
  for (let t = 0; t < count; t++) {
    const corner = corners + (t as usize) * CORNERS;
    const a = scale * (load<f32>(corner, 8) as f64);
    const b = scale * (load<f32>(corner, 20) as f64);
    const c = scale * (load<f32>(corner, 32) as f64);
    const field = fields + (t as usize) * FIELD;
    memory.fill(field, 0, FIELD);
    setField(corner, scale, a, b, c, field);
  }
}

function setField(corner: usize, scale: f64, a: f64, b: f64, c: f64, field: usize): void {
  const x0 = (load<f32>(corner) as f64) * scale - 0.5;
  const y0 = (load<f32>(corner, 4) as f64) * scale - 0.5;
  const x1 = (load<f32>(corner, 12) as f64) * scale - 0.5 - x0;
  const y1 = (load<f32>(corner, 16) as f64) * scale - 0.5 - y0;
  const x2 = (load<f32>(corner, 24) as f64) * scale - 0.5 - x0;
  const y2 = (load<f32>(corner, 28) as f64) * scale - 0.5 - y0;
  const perArea = 1 / (x1 * y2 - x2 * y1);
  const step = ((b - a) * y2 - (c - a) * y1) * perArea;
  const down = ((c - a) * x1 - (b - a) * x2) * perArea;
  if (abs(step) <= STEEPEST && abs(down) <= STEEPEST) {
    const column = Math.floor(x0);
    const row = Math.floor(y0);
    const value = a + step * (column - x0) + down * (row - y0);
    const right = (step * FIXED) as i32;
    const below = (down * FIXED) as i32;
    store<i32>(field, ((value * FIXED) as i32) - right * (column as i32) - below * (row as i32));
    store<i32>(field, right, 4);
    store<i64>(field, (below as i64) & 0xffffffff, 16);
  } else {
    store<i64>(field, ((((a + b + c) / 3) * FIXED) as i32 as i64) & 0xffffffff);
    store<i64>(field, 0, 16);
  }
}

/**
 * Writes what is needed of edges as long as strips that follow one another cross them.
 * @param fields of the first triangle; what lies before is that of none
 * @param top row of the picture: edges that end above it are left out
 * @returns where the list `passing` of edges ends then
 */
export function enter(
  edges: usize,
  sides: usize,
  from: i32,
  to: i32,
  fields: usize,
  scale: f64,
  width: i32,
  top: i32,
  passing: usize,
): usize {
  const none = fields - FIELD;
  let edge = passing;
  for (let e = from; e < to; e++) {
    const ends = edges + (e as usize) * ENDS;
    const y0 = (load<f32>(ends, 4) as f64) * scale;
    const y1 = (load<f32>(ends, 12) as f64) * scale;
    const first = Math.ceil(y0 - 0.5) as i32;
    const end = Math.ceil(y1 - 0.5) as i32;
    if (end <= top || first >= end) continue;
    const x0 = (load<f32>(ends) as f64) * scale - 0.5;
    const x1 = (load<f32>(ends, 8) as f64) * scale - 0.5;
    if (x0 >= (width as f64) && x1 >= (width as f64)) continue;
    const slope = (x1 - x0) / (y1 - y0);
    const pair = sides + (e as usize) * SIDES;
    const right = none + (load<i32>(pair) as usize) * FIELD;
    const left = none + (load<i32>(pair, 4) as usize) * FIELD;
    store<f64>(edge, x0);
    store<f64>(edge, y0, 8);
    store<f64>(edge, slope, 16);
    store<i32>(edge, first, 24);
    store<i32>(edge, end, 28);
    v128.store(edge, i32x4.sub(v128.load(right), v128.load(left)), 32);
    v128.store(edge, i32x4.sub(v128.load(right, 16), v128.load(left, 16)), 48);
    edge += PASSING;
  }
  return edge;
}

/**
 * Writes the changes of a strip: what the fields change where its rows cross edges, of each pixel value and step of one field,
 * value and step of the other.
 * @param passing edges from there to `end`, as {@link enter} writes them
 * @param top the strip's first row in the picture
 * @returns where the list ends once edges are taken out of it that end within the strip
 */
export function gather(
  passing: usize,
  end: usize,
  width: i32,
  rows: i32,
  top: i32,
  changes: usize,
  rowBytes: usize,
): usize {
  // Just before it is written to in no order, so that it lies in the cache.
  memory.fill(changes, 0, (rows as usize) * rowBytes);
  const above = (top as f64) + 0.5;
  let kept = passing;
  for (let edge = passing; edge < end; edge += PASSING) {
    const first = max(0, load<i32>(edge, 24) - top);
    const beyond = load<i32>(edge, 28) - top;
    const change = v128.load(edge, 32);
    const down = v128.load(edge, 48);
    const slope = load<f64>(edge, 16);
    let x = ((load<f64>(edge) + slope * ((first as f64) - (load<f64>(edge, 8) - above))) * SUBPIXELS) as i32;
    const xStep = (slope * SUBPIXELS) as i32;
    const step = i64x2.shr_u(change, 32);
    let here = i32x4.add(change, i32x4.mul(down, i32x4.splat(top + first)));
    let row = changes + (first as usize) * rowBytes;
    const last = changes + (min(rows, beyond) as usize) * rowBytes;
    for (; row < last; row += rowBytes) {
      const column = max(0, min(width, (x + 65535) >> 16));
      const at = row + ((column as usize) << 4);
      const entered = i32x4.add(here, i32x4.mul(step, i32x4.splat(column)));
      v128.store(at, i32x4.add(v128.load(at), entered));
      here = i32x4.add(here, down);
      x += xStep;
    }
    if (beyond > rows) {
      memory.copy(kept, edge, PASSING);
      kept += PASSING;
    }
  }
  return kept;
}

/** Writes what comes of the changes of a strip's rows to both planes. */
export function sumSlopes(changes: usize, rowBytes: usize, width: i32, rows: i32, p: usize, q: usize): void {
  const bytes = (width as usize) << 2;
  // What runs over a row's end is overwritten by the next.
  for (let row: usize = 0; row < (rows as usize); row++)
    sumRow(changes + row * rowBytes, bytes, p + row * bytes, q + row * bytes);
}

function sumRow(source: usize, bytes: usize, p: usize, q: usize): void {
  const unit = f32x4.splat((1 / FIXED) as f32);
  let state = i32x4.splat(0);
  for (let at: usize = 0; at < bytes; at += 16) {
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
    v128.store(p + at, f32x4.mul(ofP, unit));
    v128.store(q + at, f32x4.mul(ofQ, unit));
  }
}

/** The same of the first field alone. */
export function sumHeights(changes: usize, rowBytes: usize, width: i32, rows: i32, z: usize): void {
  let to = z;
  for (let row: usize = 0; row < (rows as usize); row++) {
    const source = changes + row * rowBytes;
    let state = i32x4.splat(0);
    for (let x = 0; x < width; x++, to += 4) {
      state = i32x4.add(state, v128.load(source + ((x as usize) << 4)));
      store<f32>(to, ((i32x4.extract_lane(state, 0) as f64) / FIXED) as f32);
      state = stepped(state);
    }
  }
}

/** Values one pixel further, each by its step beside it. */
function stepped(state: v128): v128 {
  return i32x4.add(state, i64x2.shr_u(state, 32));
}
