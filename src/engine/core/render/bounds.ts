import type { Homography } from './homography.js';
import type { Placement } from './placement.js';
import type { Size } from '../size.js';

/**
 * Half-planes a x + b y + c ≥ 0 in output pixels, three numbers each, normalised so that the value is a distance; each four
 * are the left, top, right and bottom sides of a rectangle.
 */
export type HalfPlanes = Float64Array;

/** The printed shape and the part of it that is free of its border. */
export interface PrintedShape {
  /** Inside the printed area and inside the art. */
  readonly edges: HalfPlanes;
  /** Where every tap of the art's kernels lies in it. */
  readonly tapEdges: HalfPlanes;
  /** Greatest distance in output pixels that a ragged edge recedes. */
  readonly ragged: number;
}

/** @param taps distance from the art's border, in art pixels, from which on every tap lies inside */
export function printedShape(placement: Placement, art: Size, taps: number, ragged: number): PrintedShape {
  const { toPrinted, printed, toArt } = placement;
  return {
    edges: Float64Array.from([
      ...rectangle(toPrinted, 0, 0, printed.width, printed.height),
      ...rectangle(toArt, -0.5, -0.5, art.width - 0.5, art.height - 0.5),
    ]),
    tapEdges: Float64Array.from(rectangle(toArt, taps, taps, art.width - 1 - taps, art.height - 1 - taps)),
    ragged,
  };
}

/** The sides of the whole sheet, its margin included. */
export function sheetEdges({ toPrinted, printed, margin }: Placement): number[] {
  return rectangle(toPrinted, -margin, -margin, printed.width + margin, printed.height + margin);
}

/** Least and greatest displacement of a run of pixels. */
export interface ShiftRange {
  readonly left: number;
  readonly right: number;
  readonly up: number;
  readonly down: number;
}

export const NO_SHIFT: ShiftRange = { left: 0, right: 0, up: 0, down: 0 };

/** How a run of pixels lies to the printed shape: all free of it, all well inside it, or possibly on its border. */
export type Position = 'outside' | 'inside' | 'border';

/** Places the run of pixels from `from` to `to − 1` of row `y`; runs of either certain kind are told without error. */
export function positionOf(shape: PrintedShape, y: number, from: number, to: number, shift: ShiftRange): Position {
  if (greatestShortfall(shape.edges, y, from, to - 1, shift) < -1) return 'outside';
  const inside =
    leastDistance(shape.edges, y, from, to - 1, shift) > shape.ragged + 1 &&
    leastDistance(shape.tapEdges, y, from, to - 1, shift) > 0;
  return inside ? 'inside' : 'border';
}

/** The least, over the half-planes, of the greatest distance within the run: below 0, some half-plane excludes the whole run. */
function greatestShortfall(planes: HalfPlanes, y: number, first: number, last: number, shift: ShiftRange): number {
  let least = Infinity;
  for (let k = 0; k < planes.length; k += 3) {
    const a = planes[k]!;
    const b = planes[k + 1]!;
    const greatest =
      a * (a > 0 ? last + shift.right : first + shift.left) +
      b * (y + (b > 0 ? shift.down : shift.up)) +
      planes[k + 2]!;
    if (greatest < least) least = greatest;
  }
  return least;
}

/** The least distance of any pixel of the run from any half-plane's line; negative outside. */
function leastDistance(planes: HalfPlanes, y: number, first: number, last: number, shift: ShiftRange): number {
  let least = Infinity;
  for (let side = 0; 3 * side < planes.length; side++) {
    const distance = distanceOfRun(planes, side, y, first, last, shift);
    if (distance < least) least = distance;
  }
  return least;
}

/** The least distance of any pixel of the run from the line of half-plane `side`; negative beyond it. */
export function distanceOfRun(
  planes: HalfPlanes,
  side: number,
  y: number,
  first: number,
  last: number,
  shift: ShiftRange,
): number {
  const a = planes[3 * side]!;
  const b = planes[3 * side + 1]!;
  return (
    a * (a > 0 ? first + shift.left : last + shift.right) +
    b * (y + (b > 0 ? shift.up : shift.down)) +
    planes[3 * side + 2]!
  );
}

/** The half-planes x' ≥ left, y' ≥ top, x' ≤ right, y' ≤ bottom of mapped coordinates. */
function rectangle(h: Homography, left: number, top: number, right: number, bottom: number): number[] {
  const [a, b, c, d, e, f, g, i, j] = h;
  return [
    ...unit(a - left * g, b - left * i, c - left * j),
    ...unit(d - top * g, e - top * i, f - top * j),
    ...unit(right * g - a, right * i - b, right * j - c),
    ...unit(bottom * g - d, bottom * i - e, bottom * j - f),
  ];
}

function unit(a: number, b: number, c: number): number[] {
  const length = Math.hypot(a, b);
  return [a / length, b / length, c / length];
}
