const { floor, max } = Math;

/** A point of the plane and the distance it keeps from others. */
export interface Dart {
  readonly x: number;
  readonly y: number;
  readonly distance: number;
}

/** Points in cells of the given size, so that those near a place are found without asking them all. */
export function createNeighbourhood(cell: number) {
  const cells = new Map<number, Dart[]>();
  const keyOf = (column: number, row: number) => column * 0x10000 + row;
  let farthest = 0;
  return {
    add(dart: Dart): void {
      const key = keyOf(floor(dart.x / cell), floor(dart.y / cell));
      const there = cells.get(key);
      if (there === undefined) cells.set(key, [dart]);
      else there.push(dart);
      farthest = max(farthest, dart.distance);
    },
    /** Whether a point lies nearer than the mean of both distances. */
    isTaken({ x, y, distance }: Dart): boolean {
      const reach = 0.5 * (distance + farthest);
      const lastRow = floor((y + reach) / cell);
      const lastColumn = floor((x + reach) / cell);
      for (let row = floor((y - reach) / cell); row <= lastRow; row++) {
        for (let column = floor((x - reach) / cell); column <= lastColumn; column++) {
          for (const dart of cells.get(keyOf(column, row)) ?? []) {
            const kept = 0.5 * (distance + dart.distance);
            if ((dart.x - x) ** 2 + (dart.y - y) ** 2 < kept * kept) return true;
          }
        }
      }
      return false;
    },
  };
}
