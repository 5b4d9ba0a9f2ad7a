import { distanceOf, distanceOfRun, rangeOfRow } from './bounds';
import { recessionAt } from './deckle';
import { Deckle, Plan } from './records';

const FAR: f64 = 8;

/**
 * Coverage of pixels by the intersection of the rectangles whose sides are `edges`, four each, at the displaced positions, to
 * the plan's row of coverage: what `src/engine/core/render/coverage.ts` computes, bit by bit.
 *
 * @param deckle how far the edge recedes, `ragged` at most; null where it is clean
 */
export function coverRow(
  plan: Plan,
  edges: usize,
  edgeCount: i32,
  ragged: f64,
  deckle: Deckle | null,
  y: i32,
  from: i32,
  to: i32,
): void {
  const coverage = plan.coverage;
  const near = nearSides(plan, edges, edgeCount, y, from, to, FAR + ragged);
  if (near === 0) {
    for (let x = from; x < to; x++) store<f32>(coverage + ((x as usize) << 2), 1);
    return;
  }
  for (let x = from; x < to; x++) {
    const at = (x as usize) << 2;
    const shiftX = load<f32>(plan.displacedX + at) as f64;
    const shiftY = load<f32>(plan.displacedY + at) as f64;
    const px = (x as f64) + shiftX;
    const py = (y as f64) + shiftY;
    const lost: f64 = deckle === null ? 0 : recessionAt(deckle, px, py);
    const nearest = nearestEdge(edges, near, px, py) - lost;
    if (nearest > FAR || nearest < -FAR) {
      store<f32>(coverage + at, nearest > 0 ? 1 : 0);
      continue;
    }
    const left = ((x + 1 < to || x === from ? x : x - 1) as usize) << 2;
    const right = ((x + 1 < to ? x + 1 : x) as usize) << 2;
    const xx = (load<f32>(plan.displacedX + right) as f64) - (load<f32>(plan.displacedX + left) as f64);
    const yx = (load<f32>(plan.displacedY + right) as f64) - (load<f32>(plan.displacedY + left) as f64);
    const xy = (load<f32>(plan.belowX + at) as f64) - shiftX;
    const yy = (load<f32>(plan.belowY + at) as f64) - shiftY;
    let cover: f64 = 1;
    for (let first = 0; first < edgeCount; first += 4) {
      const across =
        sideCover(edges, near, first, px, py, lost, xx, xy, yx, yy) +
        sideCover(edges, near, first + 2, px, py, lost, xx, xy, yx, yy) -
        1;
      const down =
        sideCover(edges, near, first + 1, px, py, lost, xx, xy, yx, yy) +
        sideCover(edges, near, first + 3, px, py, lost, xx, xy, yx, yy) -
        1;
      cover = min(cover, across <= 0 || down <= 0 ? 0 : across * down);
    }
    store<f32>(coverage + at, cover as f32);
  }
}

/** A bit for each half-plane: whether some pixel of a run may be within a distance of its line, or beyond it. */
function nearSides(plan: Plan, edges: usize, edgeCount: i32, y: i32, from: i32, to: i32, distance: f64): i32 {
  const range = rangeOfRow(plan, from, to);
  let near = 0;
  for (let side = 0; side < edgeCount; side++) {
    if (distanceOfRun(edges, side, y, from, to - 1, range) <= distance) near |= 1 << side;
  }
  return near;
}

function nearestEdge(edges: usize, near: i32, x: f64, y: f64): f64 {
  let nearest = Infinity;
  for (let side = 0, rest = near; rest !== 0; side++, rest >>= 1) {
    if ((rest & 1) === 0) continue;
    const distance = distanceOf(edges, side, x, y);
    if (distance < nearest) nearest = distance;
  }
  return nearest;
}

/** What one side leaves of a pixel; `xy` is how fast the displacement's x changes with y. */
function sideCover(
  edges: usize,
  near: i32,
  side: i32,
  x: f64,
  y: f64,
  lost: f64,
  xx: f64,
  xy: f64,
  yx: f64,
  yy: f64,
): f64 {
  if ((near & (1 << side)) === 0) return 1;
  const plane = edges + (side as usize) * 24;
  const a = load<f64>(plane);
  const b = load<f64>(plane + 8);
  const across = a + a * xx + b * yx;
  const down = b + a * xy + b * yy;
  const gradient = sqrt(across * across + down * down);
  const part = (a * x + b * y + load<f64>(plane + 16) - lost) / gradient + 0.5;
  return part < 0 ? 0 : part > 1 ? 1 : part;
}
