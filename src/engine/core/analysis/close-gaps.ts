import type { Crests } from './lines.js';

const { ceil, floor, hypot, max, min, round } = Math;

/** How far back along a line its direction at the end is told, in longest gaps. */
const BACK = 0.7;
/** Cosines of the greatest angle between a line's direction at its end and the way to any line, and to one that comes to meet it. */
const STRAIGHT_ON = 0.88;
const TO_MEET = 0.7;
/** Longest way from an end to the corner at which it and another line meet, in longest gaps. */
const TO_CORNER = 1.1;

interface Place {
  readonly x: number;
  readonly y: number;
}

interface End extends Place {
  readonly line: number;
  readonly pixel: number;
  /** Unit vector that leads on. */
  readonly dx: number;
  readonly dy: number;
}

/**
 * Leads lines on over short gaps to the nearest other line ahead. Where creases meet, the shading has no one direction, so that
 * all of them end short of the very corner in which the sheet is bent most.
 *
 * @param lines lists of pixels of the crests, no two of which touch
 * @param crests are told of the new pixels
 * @param reach longest gap, in pixels
 * @returns the lines, longer by the pixels that close their gaps
 */
export function closeGaps(lines: readonly number[][], crests: Crests, reach: number): number[][] {
  const owners = new Int32Array(crests.width * crests.height);
  lines.forEach((line, k) => line.forEach((i) => (owners[i] = k + 1)));
  const { width } = crests;
  // In order, from the upper left.
  const around = [-width - 1, -width, 1 - width, 1, width + 1, width, width - 1, -1];
  const ends = lines.flatMap((line, k) =>
    line.filter((i) => isEnd(i, owners, around)).flatMap((i) => endAt(i, k, owners, crests, BACK * reach)),
  );
  const endOf = new Map(ends.map((end) => [end.pixel, end]));
  const longer = lines.map((line) => [...line]);
  for (const end of ends) {
    const goal = nearestGoal(end, owners, endOf, crests, reach);
    if (!goal) continue;
    const strength = (crests.strength[end.pixel]! + crests.strength[goal.pixel]!) / 2;
    for (const { pixel, x, y } of wayBetween(end, goal, crests)) {
      if (owners[pixel]! > 0) continue;
      owners[pixel] = end.line + 1;
      longer[end.line]!.push(pixel);
      [crests.strength[pixel], crests.x[pixel], crests.y[pixel]] = [strength, x, y];
    }
  }
  return longer;
}

/** Whether a pixel of a line has neighbours on it on one side alone. Crests keep two pixels from the border. */
function isEnd(i: number, owners: Int32Array, around: readonly number[]): boolean {
  let neighbours = 0;
  let changes = 0;
  let before = owners[i + around.at(-1)!]! > 0;
  for (let k = 0; k < around.length && neighbours <= 2; k++) {
    const is = owners[i + around[k]!]! > 0;
    if (is) neighbours++;
    if (is !== before) changes++;
    before = is;
  }
  return neighbours <= 2 && changes === 2;
}

function endAt(pixel: number, line: number, owners: Int32Array, crests: Crests, back: number): End[] {
  const [x, y] = [crests.x[pixel]!, crests.y[pixel]!];
  let [sumX, sumY] = [0, 0];
  forEachNear(pixel, back, crests, (i) => {
    if (owners[i] !== line + 1) return;
    sumX += x - crests.x[i]!;
    sumY += y - crests.y[i]!;
  });
  const length = hypot(sumX, sumY);
  return length > 0 ? [{ line, pixel, x, y, dx: sumX / length, dy: sumY / length }] : [];
}

interface Goal extends Place {
  /** Of the other line. */
  readonly pixel: number;
}

/** Where a line goes to: the nearest pixel of another one ahead, or the corner at which it meets another that ends as well. */
function nearestGoal(
  end: End,
  owners: Int32Array,
  endOf: ReadonlyMap<number, End>,
  crests: Crests,
  reach: number,
): Goal | undefined {
  let nearest: Goal | undefined;
  let least = reach;
  forEachNear(end.pixel, reach, crests, (pixel) => {
    if (owners[pixel] === 0 || owners[pixel] === end.line + 1) return;
    const [x, y] = [crests.x[pixel]!, crests.y[pixel]!];
    const distance = hypot(x - end.x, y - end.y);
    const ahead = (x - end.x) * end.dx + (y - end.y) * end.dy;
    if (distance >= least || ahead < TO_MEET * distance) return;
    const corner = cornerOf(end, endOf.get(pixel), TO_CORNER * reach);
    if (!corner && ahead < STRAIGHT_ON * distance) return;
    least = distance;
    nearest = { pixel, ...(corner ?? { x, y }) };
  });
  return nearest;
}

/** Where two lines meet that both lead on to it. */
function cornerOf(a: End, b: End | undefined, furthest: number): Place | undefined {
  if (!b) return undefined;
  const sine = a.dx * b.dy - a.dy * b.dx;
  const alongA = ((b.x - a.x) * b.dy - (b.y - a.y) * b.dx) / sine;
  const alongB = ((b.x - a.x) * a.dy - (b.y - a.y) * a.dx) / sine;
  const isAhead = (along: number) => along >= 0 && along <= furthest;
  return isAhead(alongA) && isAhead(alongB) ? { x: a.x + alongA * a.dx, y: a.y + alongA * a.dy } : undefined;
}

/** The pixels from one place to another, as far from the border as crests are. */
function wayBetween(from: Place, to: Place, { width, height }: Crests): (Place & { readonly pixel: number })[] {
  const steps = max(1, ceil(2 * hypot(to.x - from.x, to.y - from.y)));
  return Array.from({ length: steps }, (_, step) => {
    const x = from.x + ((to.x - from.x) * step) / steps;
    const y = from.y + ((to.y - from.y) * step) / steps;
    return { x, y, pixel: min(height - 3, max(2, round(y))) * width + min(width - 3, max(2, round(x))) };
  });
}

function forEachNear(pixel: number, reach: number, { width, height }: Crests, visit: (i: number) => void): void {
  const [column, row] = [pixel % width, floor(pixel / width)];
  const side = ceil(reach);
  for (let v = max(0, row - side); v <= min(height - 1, row + side); v++) {
    const half = floor(Math.sqrt(max(0, reach * reach - (v - row) * (v - row))));
    for (let u = max(0, column - half); u <= min(width - 1, column + half); u++) visit(v * width + u);
  }
}
