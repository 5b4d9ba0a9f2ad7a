import type { HalfPlanes } from './bounds.js';
import type { RowShift } from './sampler.js';

/** Distance in pixels beyond which no edge reaches: greater than any length of the gradients below. */
const FAR = 8;

/**
 * Coverage of pixels by the printed shape, from its half-planes at the displaced positions. Distances are divided by the
 * length of their gradient, so that stretched edges stay as sharp as the others.
 *
 * @param below heights of the next row, for the gradient
 * @param recede how far the edge recedes at a position, in output pixels
 */
export function coverRow(
  planes: HalfPlanes,
  y: number,
  from: number,
  to: number,
  shift: RowShift,
  below: Float32Array,
  recede: (x: number, y: number) => number,
  coverage: Float32Array,
): void {
  const { heights } = shift;
  for (let x = from; x < to; x++) {
    const height = heights[x]!;
    const px = x + height * shift.x;
    const py = y + height * shift.y;
    const lost = recede(px, py);
    const nearest = nearestEdge(planes, px, py) - lost;
    if (nearest > FAR || nearest < -FAR) {
      coverage[x] = nearest > 0 ? 1 : 0;
      continue;
    }
    const slopeX = x + 1 < to ? heights[x + 1]! - height : x > from ? height - heights[x - 1]! : 0;
    const slopeY = below[x]! - height;
    coverage[x] = Math.min(
      rectangleCover(planes, 0, px, py, lost, shift, slopeX, slopeY),
      rectangleCover(planes, 12, px, py, lost, shift, slopeX, slopeY),
    );
  }
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
  shift: RowShift,
  slopeX: number,
  slopeY: number,
): number {
  const side = (k: number) => {
    const a = planes[k]!;
    const b = planes[k + 1]!;
    const along = a * shift.x + b * shift.y;
    const gradient = Math.sqrt((a + along * slopeX) ** 2 + (b + along * slopeY) ** 2);
    const part = (a * x + b * y + planes[k + 2]! - lost) / gradient + 0.5;
    return part < 0 ? 0 : part > 1 ? 1 : part;
  };
  const across = side(rectangle) + side(rectangle + 6) - 1;
  const down = side(rectangle + 3) + side(rectangle + 9) - 1;
  return across <= 0 || down <= 0 ? 0 : across * down;
}
