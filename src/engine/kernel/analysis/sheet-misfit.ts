/** Weights of the objective; as `src/engine/core/analysis/sheet-objective.ts` has them. */
const BENDING: f32 = 0.001;
const SHARP_BEND: f32 = 0.02;
const FLATNESS: f32 = 0.001;

/** Bytes before and after a row of forces, which are 0. */
const MARGIN: usize = 16;
/** Forces of a row: of the two diagonals of a cell, of bending along and across, of twisting. */
const KINDS: usize = 5;

/** 1 for the columns inside, and for those with a neighbour to the right. */
let inside: usize = 0;
let inCell: usize = 0;

/**
 * How ill heights explain a shading, and the gradient of that; every plane has the same stride.
 *
 * @param masks two rows of a stride: 1 for the columns between the outer ones, 1 for those with a neighbour to the right, else 0
 * @param forces room for three rows of five kinds, each a stride and 8 floats
 */
export function sheetMisfit(
  heights: usize,
  gradient: usize,
  shading: usize,
  width: i32,
  height: i32,
  stride: i32,
  masks: usize,
  forces: usize,
  toLightX: f32,
  toLightY: f32,
  toLightZ: f32,
): f64 {
  const row = (stride as usize) << 2;
  inside = masks;
  inCell = masks + row;
  const kind = row + 2 * MARGIN;
  const slot = KINDS * kind;
  memory.fill(forces, 0, 3 * slot);
  const start = forces + MARGIN;
  const bytes = (((width + 3) & ~3) as usize) << 2;
  let sum: f64 = 0;
  let above: usize = 0;
  let here = start + 2 * slot;
  for (let y = 0; y <= height; y++) {
    const z = heights + (y as usize) * row;
    const next = start + ((y as usize) % 3) * slot;
    if (y === height) memory.fill(next - MARGIN, 0, slot);
    else {
      const hasBelow = y + 1 < height;
      const down = hasBelow ? row : 0;
      sum += hasBelow
        ? shadeRow(z, row, shading + (y as usize) * row, next, kind, bytes, toLightX, toLightY, toLightZ)
        : clearCells(next, kind);
      sum += bendRow(z, y > 0 && hasBelow ? row : 0, down, next + 2 * kind, kind, bytes);
    }
    if (y > 0) gather(gradient + ((y - 1) as usize) * row, above, here, next, kind, bytes);
    above = here;
    here = next;
  }
  return sum;
}

function clearCells(forces: usize, kind: usize): f64 {
  memory.fill(forces - MARGIN, 0, 2 * kind);
  return 0;
}

function shadeRow(
  z: usize,
  row: usize,
  shading: usize,
  forces: usize,
  kind: usize,
  bytes: usize,
  toLightX: f32,
  toLightY: f32,
  toLightZ: f32,
): f64 {
  const lx = f32x4.splat(toLightX);
  const ly = f32x4.splat(toLightY);
  const lz = f32x4.splat(toLightZ);
  const half = f32x4.splat(0.5);
  const one = f32x4.splat(1);
  const flatness = f32x4.splat(FLATNESS);
  let sum = f32x4.splat(0);
  for (let at: usize = 0; at < bytes; at += 16) {
    const mask = v128.load(inCell + at);
    const i = z + at;
    const falling = f32x4.mul(half, f32x4.sub(v128.load(i + row, 4), v128.load(i)));
    const rising = f32x4.mul(half, f32x4.sub(v128.load(i, 4), v128.load(i + row)));
    const p = f32x4.mul(mask, f32x4.add(falling, rising));
    const q = f32x4.mul(mask, f32x4.sub(falling, rising));
    const slope = f32x4.add(f32x4.mul(p, p), f32x4.mul(q, q));
    const inverse = f32x4.div(one, f32x4.sqrt(f32x4.add(one, slope)));
    const towards = f32x4.sub(f32x4.sub(lz, f32x4.mul(p, lx)), f32x4.mul(q, ly));
    const modelled = f32x4.mul(towards, inverse);
    const error = f32x4.mul(mask, f32x4.sub(modelled, v128.load(shading + at)));
    sum = f32x4.add(sum, f32x4.add(f32x4.mul(error, error), f32x4.mul(flatness, slope)));
    const bent = f32x4.mul(modelled, inverse);
    const pull = f32x4.mul(error, inverse);
    const byP = f32x4.sub(f32x4.mul(flatness, p), f32x4.mul(pull, f32x4.add(lx, f32x4.mul(bent, p))));
    const byQ = f32x4.sub(f32x4.mul(flatness, q), f32x4.mul(pull, f32x4.add(ly, f32x4.mul(bent, q))));
    v128.store(forces + at, f32x4.mul(half, f32x4.add(byP, byQ)));
    v128.store(forces + kind + at, f32x4.mul(half, f32x4.sub(byP, byQ)));
  }
  return sumOf(sum) / 2;
}

/** Beyond the border the sheet goes on as it is: differences that would need points there count as none. */
function bendRow(z: usize, along: usize, below: usize, forces: usize, kind: usize, bytes: usize): f64 {
  const two = f32x4.splat(2);
  const sharp = f32x4.splat(SHARP_BEND);
  const knee = f32x4.splat(SHARP_BEND * SHARP_BEND);
  const weight = f32x4.splat(BENDING);
  let sum = f32x4.splat(0);
  for (let at: usize = 0; at < bytes; at += 16) {
    const i = z + at;
    const here = v128.load(i);
    const twice = f32x4.mul(two, here);
    const right = v128.load(i, 4);
    const between = v128.load(inside + at);
    const present = v128.load(inCell + at);
    const bendX = f32x4.mul(between, f32x4.sub(f32x4.add(v128.load(i - 4), right), twice));
    const bendY = f32x4.sub(f32x4.add(v128.load(i - along), v128.load(i + along)), twice);
    const change = f32x4.sub(v128.load(i + below, 4), v128.load(i + below));
    const twist = f32x4.mul(present, f32x4.add(f32x4.sub(here, right), change));
    const squares = f32x4.add(f32x4.mul(bendX, bendX), f32x4.mul(bendY, bendY));
    const length = f32x4.sqrt(f32x4.add(f32x4.add(squares, f32x4.mul(two, f32x4.mul(twist, twist))), knee));
    sum = f32x4.add(sum, f32x4.sub(length, sharp));
    const force = f32x4.div(weight, length);
    v128.store(forces + at, f32x4.mul(force, bendX));
    v128.store(forces + kind + at, f32x4.mul(force, bendY));
    v128.store(forces + 2 * kind + at, f32x4.mul(f32x4.mul(two, force), twist));
  }
  return (BENDING as f64) * sumOf(sum);
}

/** The gradient of one row from the forces of the three around it. */
function gather(gradient: usize, above: usize, here: usize, below: usize, kind: usize, bytes: usize): void {
  const two = f32x4.splat(2);
  for (let at: usize = 0; at < bytes; at += 16) {
    const upper = above + at;
    const own = here + at;
    const lower = below + at;
    const fromAbove = f32x4.sub(v128.load(upper - 4), v128.load(upper + kind));
    const fromHere = f32x4.sub(v128.load(own + kind - 4), v128.load(own));
    const bendX = own + 2 * kind;
    const sidesX = f32x4.add(v128.load(bendX - 4), v128.load(bendX, 4));
    const sidesY = f32x4.add(v128.load(upper + 3 * kind), v128.load(lower + 3 * kind));
    const middle = f32x4.add(v128.load(bendX), v128.load(own + 3 * kind));
    const bending = f32x4.sub(f32x4.add(sidesX, sidesY), f32x4.mul(two, middle));
    const twistHere = f32x4.sub(v128.load(own + 4 * kind), v128.load(own + 4 * kind - 4));
    const twistAbove = f32x4.sub(v128.load(upper + 4 * kind - 4), v128.load(upper + 4 * kind));
    const twisting = f32x4.add(twistHere, twistAbove);
    v128.store(gradient + at, f32x4.add(f32x4.add(fromAbove, fromHere), f32x4.add(bending, twisting)));
  }
}

function sumOf(lanes: v128): f64 {
  const pairs = f32x4.add(lanes, v128.shuffle<i64>(lanes, lanes, 1, 0));
  return (f32x4.extract_lane(pairs, 0) + f32x4.extract_lane(pairs, 1)) as f64;
}
