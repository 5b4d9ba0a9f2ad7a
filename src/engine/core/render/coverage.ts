import { distanceOfRun, type HalfPlanes, type PrintedShape, type ShiftRange } from './bounds.js';
import { rowRange } from './displacement-rows.js';
import type { RowShift } from './sampler.js';

/** Distance in pixels beyond which no edge reaches: greater than any length of the gradients below. */
const FAR = 8;

/**
 * Coverage of pixels by the printed shape, from its half-planes at the displaced positions. Distances are divided by the
 * length of their gradient, so that stretched edges stay as sharp as the others.
 *
 * @param below displacement of the next row, for the gradient
 * @param recede how far the edge recedes at a position, in output pixels, 0…`ragged`
 */
export function coverRow(
  { edges, ragged }: PrintedShape,
  y: number,
  from: number,
  to: number,
  shift: RowShift,
  below: RowShift,
  recede: (x: number, y: number) => number,
  coverage: Float32Array,
): void {
  const slope = { xx: 0, xy: 0, yx: 0, yy: 0 };
  const near = nearSides(edges, y, from, to, rowRange(shift, from, to), FAR + ragged);
  if (near === 0) {
    coverage.fill(1, from, to);
    return;
  }
  for (let x = from; x < to; x++) {
    const px = x + shift.x[x]!;
    const py = y + shift.y[x]!;
    const lost = recede(px, py);
    const nearest = nearestEdge(edges, near, px, py) - lost;
    if (nearest > FAR || nearest < -FAR) {
      coverage[x] = nearest > 0 ? 1 : 0;
      continue;
    }
    const left = x + 1 < to || x === from ? x : x - 1;
    const right = x + 1 < to ? x + 1 : x;
    slope.xx = shift.x[right]! - shift.x[left]!;
    slope.yx = shift.y[right]! - shift.y[left]!;
    slope.xy = below.x[x]! - shift.x[x]!;
    slope.yy = below.y[x]! - shift.y[x]!;
    coverage[x] = Math.min(
      rectangleCover(edges, near, 0, px, py, lost, slope),
      rectangleCover(edges, near, 4, px, py, lost, slope),
    );
  }
}

/** A bit for each half-plane: whether some pixel of a run may be within a distance of its line, or beyond it. */
function nearSides(
  edges: HalfPlanes,
  y: number,
  from: number,
  to: number,
  range: ShiftRange,
  distance: number,
): number {
  let near = 0;
  for (let side = 0; 3 * side < edges.length; side++) {
    if (distanceOfRun(edges, side, y, from, to - 1, range) <= distance) near |= 1 << side;
  }
  return near;
}

/** How fast a displacement changes: `xy` is that of its x with y. */
interface Slope {
  readonly xx: number;
  readonly xy: number;
  readonly yx: number;
  readonly yy: number;
}

function nearestEdge(edges: HalfPlanes, near: number, x: number, y: number): number {
  let nearest = Infinity;
  for (let k = 0, rest = near; rest !== 0; k += 3, rest >>= 1) {
    if ((rest & 1) === 0) continue;
    const distance = edges[k]! * x + edges[k + 1]! * y + edges[k + 2]!;
    if (distance < nearest) nearest = distance;
  }
  return nearest;
}

/** Overlap of a pixel with one rectangle: the product of what its two pairs of opposite sides leave. */
function rectangleCover(
  edges: HalfPlanes,
  near: number,
  first: number,
  x: number,
  y: number,
  lost: number,
  slope: Slope,
): number {
  const across =
    sideCover(edges, near, first, x, y, lost, slope) + sideCover(edges, near, first + 2, x, y, lost, slope) - 1;
  const down =
    sideCover(edges, near, first + 1, x, y, lost, slope) + sideCover(edges, near, first + 3, x, y, lost, slope) - 1;
  return across <= 0 || down <= 0 ? 0 : across * down;
}

function sideCover(
  edges: HalfPlanes,
  near: number,
  side: number,
  x: number,
  y: number,
  lost: number,
  slope: Slope,
): number {
  if ((near & (1 << side)) === 0) return 1;
  const a = edges[3 * side]!;
  const b = edges[3 * side + 1]!;
  const across = a + a * slope.xx + b * slope.yx;
  const down = b + a * slope.xy + b * slope.yy;
  const gradient = Math.sqrt(across * across + down * down);
  const part = (a * x + b * y + edges[3 * side + 2]! - lost) / gradient + 0.5;
  return part < 0 ? 0 : part > 1 ? 1 : part;
}
