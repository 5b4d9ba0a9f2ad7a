/** The way from one place to another: x, y of both. */
export type Segment = readonly [number, number, number, number];

/** Whether two segments cross; to touch the other's end, or to lie on it, is not to cross it. */
export function segmentsCross(one: Segment, other: Segment): boolean {
  return isBetween(one, other) && isBetween(other, one);
}

/** Whether the ends of a segment lie on either side of the line of another. */
function isBetween(line: Segment, ends: Segment): boolean {
  return sideOf(line, ends[0], ends[1]) * sideOf(line, ends[2], ends[3]) < 0;
}

function sideOf(line: Segment, x: number, y: number): number {
  return (line[2] - line[0]) * (y - line[1]) - (line[3] - line[1]) * (x - line[0]);
}
