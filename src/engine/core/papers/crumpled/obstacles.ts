const { floor, max, min } = Math;

/** A crease from one point of the sheet to another: x, y of both. */
export type CreaseLine = readonly [number, number, number, number];

/** Tells whether the way between two places crosses a crease; to touch its end is not to cross it. */
export type Obstacles = (x0: number, y0: number, x1: number, y1: number) => boolean;

/** Squares to a column of them, and how many lie before the first of the sheet. */
const ROWS = 4096;
const BEFORE = 64;

/** @param cell about as long as the ways that are asked about, sheet units. */
export function createObstacles(lines: readonly CreaseLine[], cell: number): Obstacles {
  const near = new Map<number, CreaseLine[]>();
  const squareOf = (place: number) => floor(place / cell) + BEFORE;
  for (const line of lines) {
    const [x0, y0, x1, y1] = line;
    for (let column = squareOf(min(x0, x1)); column <= squareOf(max(x0, x1)); column++) {
      for (let row = squareOf(min(y0, y1)); row <= squareOf(max(y0, y1)); row++) {
        const others = near.get(column * ROWS + row);
        if (others) others.push(line);
        else near.set(column * ROWS + row, [line]);
      }
    }
  }
  return (...way) => {
    const [x0, y0, x1, y1] = way;
    for (let column = squareOf(min(x0, x1)); column <= squareOf(max(x0, x1)); column++) {
      for (let row = squareOf(min(y0, y1)); row <= squareOf(max(y0, y1)); row++) {
        if (near.get(column * ROWS + row)?.some((line) => cross(line, way))) return true;
      }
    }
    return false;
  };
}

function cross(one: CreaseLine, other: CreaseLine): boolean {
  return isBetween(one, other) && isBetween(other, one);
}

/** Whether the ends of a line lie on either side of another. */
function isBetween([ax, ay, bx, by]: CreaseLine, [x0, y0, x1, y1]: CreaseLine): boolean {
  const sideOf = (x: number, y: number) => (bx - ax) * (y - ay) - (by - ay) * (x - ax);
  return sideOf(x0, y0) * sideOf(x1, y1) < 0;
}
