import { Columns, Plan, Range, Shape } from './records';

/** How a run of pixels lies to the printed shape: all free of it, possibly on its border, or all well inside it. */
export const OUTSIDE: i32 = -1;
export const BORDER: i32 = 0;
export const INSIDE: i32 = 1;

const HALF_PLANE: usize = 24;
/** Pixels beyond which rounding cannot tell otherwise. */
const SURELY: f64 = 1e-6;

/** Places the run of pixels from `from` to `to − 1` of row `y`, as `src/engine/core/render/bounds.ts` does, bit by bit. */
export function positionOf(shape: Shape, y: i32, from: i32, to: i32, range: Range): i32 {
  if (greatestShortfall(shape.edges, shape.edgeCount, y, from, to - 1, range) < -1) return OUTSIDE;
  const inside =
    leastDistance(shape.edges, shape.edgeCount, y, from, to - 1, range) > shape.ragged + 1 &&
    leastDistance(shape.tapEdges, shape.tapEdgeCount, y, from, to - 1, range) > 0;
  return inside ? INSIDE : BORDER;
}

/** Columns of row `y` that lie inside whatever displaces them, as far as that is told at once for all of the row. */
export function columnsInside(shape: Shape, columns: Columns, y: i32, width: i32, range: Range): Columns {
  columns.from = 0;
  columns.to = (width - 1) as f64;
  narrow(columns, shape.edges, shape.edgeCount, shape.ragged + 1, y, range);
  narrow(columns, shape.tapEdges, shape.tapEdgeCount, 0, y, range);
  columns.from = min(columns.from, width as f64);
  columns.to = max(columns.to, -1);
  return columns;
}

/** Leaves the columns that lie further than `distance` inside of all half-planes. */
function narrow(columns: Columns, planes: usize, count: i32, distance: f64, y: i32, range: Range): void {
  for (let side = 0; side < count; side++) {
    const plane = planes + (side as usize) * HALF_PLANE;
    const a = load<f64>(plane);
    const least = distanceOfRun(planes, side, y, 0, 0, range) - distance - SURELY;
    if (a > 0) columns.from = max(columns.from, -least / a);
    else if (a < 0) columns.to = min(columns.to, -least / a);
    else if (least < 0) columns.to = -1;
  }
}

/** The least, over the half-planes, of the greatest distance within the run: below 0, some half-plane excludes the whole run. */
function greatestShortfall(planes: usize, count: i32, y: i32, first: i32, last: i32, range: Range): f64 {
  let least = Infinity;
  for (let side = 0; side < count; side++) {
    const plane = planes + (side as usize) * HALF_PLANE;
    const a = load<f64>(plane);
    const b = load<f64>(plane + 8);
    const greatest =
      a * (a > 0 ? (last as f64) + range.right : (first as f64) + range.left) +
      b * ((y as f64) + (b > 0 ? range.down : range.up)) +
      load<f64>(plane + 16);
    if (greatest < least) least = greatest;
  }
  return least;
}

/** The least distance of any pixel of the run from any half-plane's line; negative outside. */
export function leastDistance(planes: usize, count: i32, y: i32, first: i32, last: i32, range: Range): f64 {
  let least = Infinity;
  for (let side = 0; side < count; side++) {
    const distance = distanceOfRun(planes, side, y, first, last, range);
    if (distance < least) least = distance;
  }
  return least;
}

/** The least distance of any pixel of the run from the line of half-plane `side`; negative beyond it. */
export function distanceOfRun(planes: usize, side: i32, y: i32, first: i32, last: i32, range: Range): f64 {
  const plane = planes + (side as usize) * HALF_PLANE;
  const a = load<f64>(plane);
  const b = load<f64>(plane + 8);
  return (
    a * (a > 0 ? (first as f64) + range.left : (last as f64) + range.right) +
    b * ((y as f64) + (b > 0 ? range.up : range.down)) +
    load<f64>(plane + 16)
  );
}

/** The distance of a point from the line of half-plane `side`; negative beyond it. */
export function distanceOf(planes: usize, side: i32, x: f64, y: f64): f64 {
  const plane = planes + (side as usize) * HALF_PLANE;
  return load<f64>(plane) * x + load<f64>(plane + 8) * y + load<f64>(plane + 16);
}

/** Least and greatest displacement of columns `from`…`to` of the displaced row. */
export function rangeOfRow(plan: Plan, from: i32, to: i32): Range {
  const range = plan.rowRange;
  let x = from;
  let least = f32x4.splat(Infinity);
  let greatest = f32x4.splat(-Infinity);
  let highest = f32x4.splat(Infinity);
  let lowest = f32x4.splat(-Infinity);
  for (; x + 4 <= to; x += 4) {
    const at = (x as usize) << 2;
    const across = v128.load(plan.displacedX + at);
    const down = v128.load(plan.displacedY + at);
    least = f32x4.pmin(least, across);
    greatest = f32x4.pmax(greatest, across);
    highest = f32x4.pmin(highest, down);
    lowest = f32x4.pmax(lowest, down);
  }
  for (; x < to; x++) {
    const across = v128.load32_splat(plan.displacedX + ((x as usize) << 2));
    const down = v128.load32_splat(plan.displacedY + ((x as usize) << 2));
    least = f32x4.pmin(least, across);
    greatest = f32x4.pmax(greatest, across);
    highest = f32x4.pmin(highest, down);
    lowest = f32x4.pmax(lowest, down);
  }
  range.left = leastLane(least);
  range.right = greatestLane(greatest);
  range.up = leastLane(highest);
  range.down = greatestLane(lowest);
  return range;
}

function leastLane(x: v128): f64 {
  const upper = min<f32>(f32x4.extract_lane(x, 0), f32x4.extract_lane(x, 1));
  return min<f32>(upper, min<f32>(f32x4.extract_lane(x, 2), f32x4.extract_lane(x, 3))) as f64;
}

function greatestLane(x: v128): f64 {
  const upper = max<f32>(f32x4.extract_lane(x, 0), f32x4.extract_lane(x, 1));
  return max<f32>(upper, max<f32>(f32x4.extract_lane(x, 2), f32x4.extract_lane(x, 3))) as f64;
}
