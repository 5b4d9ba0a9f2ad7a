const { floor, max, min } = Math;

/** A crease from one point of the sheet to another: x, y of both. */
export type CreaseLine = readonly [number, number, number, number];

/** Tells whether the way between two places crosses a crease; to touch its end is not to cross it. */
export type Obstacles = (x0: number, y0: number, x1: number, y1: number) => boolean;

/** @param cell about as long as the ways that are asked about, sheet units. */
export function createObstacles(lines: readonly CreaseLine[], cell: number): Obstacles {
  const near = new Map<string, CreaseLine[]>();
  for (const line of lines) {
    for (const key of cellsAlong(...line, cell)) {
      const others = near.get(key);
      if (others) others.push(line);
      else near.set(key, [line]);
    }
  }
  return (...way) => cellsAlong(...way, cell).some((key) => near.get(key)?.some((line) => cross(line, way)));
}

function cross(one: CreaseLine, other: CreaseLine): boolean {
  return isBetween(one, other) && isBetween(other, one);
}

/** Whether the ends of a line lie on either side of another. */
function isBetween([ax, ay, bx, by]: CreaseLine, [x0, y0, x1, y1]: CreaseLine): boolean {
  const sideOf = (x: number, y: number) => (bx - ax) * (y - ay) - (by - ay) * (x - ax);
  return sideOf(x0, y0) * sideOf(x1, y1) < 0;
}

/** The squares that the bounding box of a way touches. */
function cellsAlong(x0: number, y0: number, x1: number, y1: number, cell: number): readonly string[] {
  const keys: string[] = [];
  for (let column = floor(min(x0, x1) / cell); column <= floor(max(x0, x1) / cell); column++) {
    for (let row = floor(min(y0, y1) / cell); row <= floor(max(y0, y1) / cell); row++) keys.push(`${column} ${row}`);
  }
  return keys;
}
