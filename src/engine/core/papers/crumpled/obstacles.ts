import { type Segment, segmentsCross } from '../../segments.js';
import { Groups, squareKey } from './groups.js';

const { floor, max, min } = Math;

/** Tells whether the way between two places crosses a crease; to touch its end is not to cross it. */
export type Obstacles = (x0: number, y0: number, x1: number, y1: number) => boolean;

/**
 * @param creases from one point of the sheet to another.
 * @param cell about as long as the ways that are asked about, sheet units.
 */
export function createObstacles(creases: readonly Segment[], cell: number): Obstacles {
  const near = new Groups<Segment>();
  for (const line of creases) visitSquares(line, cell, (square) => near.add(square, line));
  return (...way) => {
    const crosses = (line: Segment) => segmentsCross(line, way);
    return visitSquares(way, cell, (square) => near.at(square)?.some(crosses));
  };
}

/** Visits the squares that hold a line's bounding box until one says yes. @returns whether one did */
function visitSquares([x0, y0, x1, y1]: Segment, cell: number, visit: (square: number) => boolean | void): boolean {
  const lastColumn = floor(max(x0, x1) / cell);
  const lastRow = floor(max(y0, y1) / cell);
  for (let column = floor(min(x0, x1) / cell); column <= lastColumn; column++) {
    for (let row = floor(min(y0, y1) / cell); row <= lastRow; row++) {
      if (visit(squareKey(column, row))) return true;
    }
  }
  return false;
}
