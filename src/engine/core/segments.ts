/** The way from one place to another: x, y of both. */
export type Segment = readonly [number, number, number, number];

/** Whether two segments cross; to touch the other's end, or to lie on it, is not to cross it. */
export function segmentsCross(one: Segment, other: Segment): boolean {
  return isBetween(one, other) && isBetween(other, one);
}

/** Whether the ends of a segment lie on either side of the line of another. */
function isBetween([ax, ay, bx, by]: Segment, [x0, y0, x1, y1]: Segment): boolean {
  const sideOf = (x: number, y: number) => (bx - ax) * (y - ay) - (by - ay) * (x - ax);
  return sideOf(x0, y0) * sideOf(x1, y1) < 0;
}
