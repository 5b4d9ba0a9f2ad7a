import { Groups, squareKey } from './groups.js';

const { floor, max } = Math;

/** A point of the plane and the distance it keeps from others. */
export interface Dart {
  readonly x: number;
  readonly y: number;
  readonly distance: number;
}

/** Points in cells of the given size, so that those near a place are found without asking them all. */
export class Neighbourhood {
  /** In the order they came. */
  readonly darts: Dart[] = [];
  private readonly cells = new Groups<Dart>();
  private farthest = 0;

  constructor(private readonly cell: number) {}

  add(dart: Dart): void {
    this.darts.push(dart);
    this.cells.add(squareKey(floor(dart.x / this.cell), floor(dart.y / this.cell)), dart);
    this.farthest = max(this.farthest, dart.distance);
  }

  /** Whether a point lies nearer than the mean of both distances. */
  isTaken(x: number, y: number, distance: number): boolean {
    const { cell, cells } = this;
    const reach = 0.5 * (distance + this.farthest);
    const lastRow = floor((y + reach) / cell);
    const lastColumn = floor((x + reach) / cell);
    for (let row = floor((y - reach) / cell); row <= lastRow; row++) {
      for (let column = floor((x - reach) / cell); column <= lastColumn; column++) {
        const there = cells.at(squareKey(column, row));
        if (there === undefined) continue;
        for (const dart of there) {
          const kept = 0.5 * (distance + dart.distance);
          if ((dart.x - x) ** 2 + (dart.y - y) ** 2 < kept * kept) return true;
        }
      }
    }
    return false;
  }
}
