import type { HalfPlanes } from './bounds.js';
import type { RowShift } from './sampler.js';

/** Distance in pixels beyond which no edge reaches: greater than any length of the gradients below. */
const FAR = 8;

/**
 * Coverage of pixels by the printed shape, from its half-planes at the displaced positions. Distances are divided by the
 * length of their gradient, so that stretched edges stay as sharp as the others.
 *
 * @param below displacement of the next row, for the gradient
 * @param recede how far the edge recedes at a position, in output pixels
 */
export function coverRow(
  planes: HalfPlanes,
  y: number,
  from: number,
  to: number,
  shift: RowShift,
  below: RowShift,
  recede: (x: number, y: number) => number,
  coverage: Float32Array,
): void {
  const slope = { xx: 0, xy: 0, yx: 0, yy: 0 };
  for (let x = from; x < to; x++) {
    const px = x + shift.x[x]!;
    const py = y + shift.y[x]!;
    const lost = recede(px, py);
    const nearest = nearestEdge(planes, px, py) - lost;
    if (nearest > FAR || nearest < -FAR) {
      coverage[x] = nearest > 0 ? 1 : 0;
      continue;
    }
    const [left, right] = x + 1 < to ? [x, x + 1] : x > from ? [x - 1, x] : [x, x];
    slope.xx = shift.x[right]! - shift.x[left]!;
    slope.yx = shift.y[right]! - shift.y[left]!;
    slope.xy = below.x[x]! - shift.x[x]!;
    slope.yy = below.y[x]! - shift.y[x]!;
    coverage[x] = Math.min(
      rectangleCover(planes, 0, px, py, lost, slope),
      rectangleCover(planes, 12, px, py, lost, slope),
    );
  }
}

/** How fast a displacement changes: `xy` is that of its x with y. */
interface Slope {
  readonly xx: number;
  readonly xy: number;
  readonly yx: number;
  readonly yy: number;
}

function nearestEdge(planes: HalfPlanes, x: number, y: number): number {
  let nearest = Infinity;
  for (let k = 0; k < planes.length; k += 3) {
    const distance = planes[k]! * x + planes[k + 1]! * y + planes[k + 2]!;
    if (distance < nearest) nearest = distance;
  }
  return nearest;
}

/** Overlap of a pixel with one rectangle: the product of what its two pairs of opposite sides leave. */
function rectangleCover(
  planes: HalfPlanes,
  rectangle: number,
  x: number,
  y: number,
  lost: number,
  slope: Slope,
): number {
  const side = (k: number) => {
    const a = planes[k]!;
    const b = planes[k + 1]!;
    const across = a + a * slope.xx + b * slope.yx;
    const down = b + a * slope.xy + b * slope.yy;
    const gradient = Math.sqrt(across * across + down * down);
    const part = (a * x + b * y + planes[k + 2]! - lost) / gradient + 0.5;
    return part < 0 ? 0 : part > 1 ? 1 : part;
  };
  const across = side(rectangle) + side(rectangle + 6) - 1;
  const down = side(rectangle + 3) + side(rectangle + 9) - 1;
  return across <= 0 || down <= 0 ? 0 : across * down;
}
