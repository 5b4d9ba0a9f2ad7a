import type { Creases } from '../analysis/index.js';

const { abs, atan2, ceil, cos, floor, hypot, max, min, PI, round, sin } = Math;

/** A crease that runs nearly straight across much of the sheet: through (x, y) along the unit vector (dx, dy). Pixels of the mask. */
export interface LongCrease {
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
  /** Where along it the crease begins and ends, from (x, y). */
  readonly from: number;
  readonly to: number;
}

/** Side of the squares of which each gives one point, in pixels of a picture whose longer side is 1024. */
const CELL = 4;
/** Least strength of a point. */
const FAINTEST = 0.3;
/** Squares around a point that tell which way its crease runs, and how much longer than wide they must lie. */
const NEIGHBOURS = 3;
const LEAST_STRAIGHTNESS = 0.8;
/** Directions told apart, and how many of them to either side of its own a point votes for. */
const DIRECTIONS = 180;
const DOUBT = 3;
const COSINES = Float64Array.from({ length: DIRECTIONS }, (_, k) => cos((k * PI) / DIRECTIONS));
const SINES = Float64Array.from({ length: DIRECTIONS }, (_, k) => sin((k * PI) / DIRECTIONS));
/** How far from a line its points may lie, in squares. */
const TOLERANCE = 2;
/** Least length as a share of the shorter side, and least share of it that is creased. */
const SHORTEST = 0.4;
const LEAST_COVER = 0.4;
/** Lines that are looked at, the most voted for first. */
const MOST_TRIES = 16;
/** Least share of all points that lie on such creases: on crumpled paper few do, and those by chance. */
const FOLDED = 0.4;

interface Points {
  readonly x: number[];
  readonly y: number[];
  /** Bin of the direction that each lies across. */
  readonly normal: number[];
}

/**
 * The folds of a sheet: lines of points that agree on place and direction, the longest first (Hough transform, Duda and
 * Hart 1972). Crumpled paper has none: its creases end where they meet.
 */
export function findLongCreases(creases: Creases): readonly LongCrease[] {
  const { width, height } = creases;
  const cell = max(1, round((CELL * max(width, height)) / 1024));
  const points = pointsOf(creases, cell);
  const shortest = SHORTEST * min(width, height);
  const ballot = createBallot(points, ceil(hypot(width, height) / cell) + 1, cell);
  // About half of a line's points share one bin. With fewer, all lines together explain too little.
  const least = max((LEAST_COVER * shortest) / cell, (FOLDED * points.x.length) / MOST_TRIES) / 2;
  const found: LongCrease[] = [];
  let explained = 0;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const members = ballot.next(least);
    if (!members) break;
    const line = lineThrough(points, members, cell);
    if (!line || line.to - line.from < shortest) continue;
    found.push(line);
    explained += members.length;
  }
  return explained >= FOLDED * points.x.length ? found : [];
}

/** Points vote for the lines that they may lie on; those of the line with most votes are taken out. */
function createBallot(points: Points, reach: number, cell: number) {
  const votes = new Int32Array(DIRECTIONS * 2 * reach);
  const binOf = (k: number, direction: number) => {
    const across = points.x[k]! * COSINES[direction]! + points.y[k]! * SINES[direction]!;
    return direction * 2 * reach + reach + round(across / cell);
  };
  const vote = (k: number, value: number) => {
    for (let turn = -DOUBT; turn <= DOUBT; turn++) {
      const bin = binOf(k, (points.normal[k]! + turn + DIRECTIONS) % DIRECTIONS);
      votes[bin] = votes[bin]! + value;
    }
  };
  let left = points.x.map((_, k) => k);
  for (const k of left) vote(k, 1);
  return {
    /** The points of the line with most votes; null where it has fewer than `least`. */
    next(least: number): readonly number[] | null {
      let best = 0;
      for (let bin = 1; bin < votes.length; bin++) if (votes[bin]! > votes[best]!) best = bin;
      if (votes[best]! < least) return null;
      const direction = floor(best / (2 * reach));
      const isMember = (k: number) => {
        const turn = abs(points.normal[k]! - direction);
        return min(turn, DIRECTIONS - turn) <= 2 * DOUBT && abs(binOf(k, direction) - best) <= TOLERANCE;
      };
      const members = left.filter(isMember);
      left = left.filter((k) => !isMember(k));
      for (const k of members) vote(k, -1);
      votes[best] = 0;
      return members;
    },
  };
}

/** The strongest pixel of each square, where it lies on a line. */
function pointsOf({ width, height, data }: Creases, cell: number): Points {
  const columns = ceil(width / cell);
  const rows = ceil(height / cell);
  const strongest = new Int32Array(columns * rows).fill(-1);
  for (let y = 0, i = 0; y < height; y++) {
    const row = floor(y / cell) * columns;
    for (let x = 0; x < width; x++, i++) {
      if (data[i]! < FAINTEST * 255) continue;
      const square = row + floor(x / cell);
      if (strongest[square]! < 0 || data[i]! > data[strongest[square]!]!) strongest[square] = i;
    }
  }
  const points: Points = { x: [], y: [], normal: [] };
  for (let square = 0; square < strongest.length; square++) {
    const here = strongest[square]!;
    if (here < 0) continue;
    const direction = normalAt(strongest, columns, rows, square, width);
    if (direction < 0) continue;
    points.x.push(here % width);
    points.y.push(floor(here / width));
    points.normal.push(direction);
  }
  return points;
}

/** Bin of the direction across which the points around lie; -1 where they lie on no line. */
function normalAt(strongest: Int32Array, columns: number, rows: number, square: number, width: number): number {
  const column = square % columns;
  const row = floor(square / columns);
  const around = new Moments();
  for (let j = max(0, row - NEIGHBOURS); j <= min(rows - 1, row + NEIGHBOURS); j++) {
    for (let i = max(0, column - NEIGHBOURS); i <= min(columns - 1, column + NEIGHBOURS); i++) {
      const pixel = strongest[j * columns + i]!;
      if (pixel < 0) continue;
      around.add(pixel % width, floor(pixel / width));
    }
  }
  if (around.count < NEIGHBOURS || around.straightness() < LEAST_STRAIGHTNESS) return -1;
  return (round(((around.axis() + PI / 2) * DIRECTIONS) / PI) + 2 * DIRECTIONS) % DIRECTIONS;
}

/** The line nearest to the points by least squares, from the first of its longest well covered stretch to the last. */
function lineThrough({ x, y }: Points, members: readonly number[], cell: number): LongCrease | null {
  const count = members.length;
  if (count < 2) return null;
  const all = new Moments();
  for (const k of members) all.add(x[k]!, y[k]!);
  const middle = { x: all.x / count, y: all.y / count };
  const angle = all.axis();
  const [dx, dy] = [cos(angle), sin(angle)];
  const along = members.map((k) => (x[k]! - middle.x) * dx + (y[k]! - middle.y) * dy).sort((a, b) => a - b);
  let [first, last] = [0, count - 1];
  // Stray points at the ends do not make a crease longer.
  while (first < last && (last - first + 1) * cell < LEAST_COVER * (along[last]! - along[first]!)) {
    if (along[first + 1]! - along[first]! > along[last]! - along[last - 1]!) first++;
    else last--;
  }
  return { ...middle, dx, dy, from: along[first]!, to: along[last]! };
}

/** Sums over points, of whole coordinates: exact. */
class Moments {
  count = 0;
  x = 0;
  y = 0;
  private xx = 0;
  private yy = 0;
  private xy = 0;

  add(x: number, y: number): void {
    this.count++;
    this.x += x;
    this.y += y;
    this.xx += x * x;
    this.yy += y * y;
    this.xy += x * y;
  }

  /** Angle of the line nearest to the points. */
  axis(): number {
    const { xx, yy, xy } = this.central();
    return atan2(2 * xy, xx - yy) / 2;
  }

  /** 1 where the points lie on a line, 0 where they lie about alike all round; NaN where they are one. */
  straightness(): number {
    const { xx, yy, xy } = this.central();
    return hypot(xx - yy, 2 * xy) / (xx + yy);
  }

  private central() {
    const { count, x, y, xx, yy, xy } = this;
    return { xx: xx - (x * x) / count, yy: yy - (y * y) / count, xy: xy - (x * y) / count };
  }
}
