import type { Point } from '../raster.js';

/** Twice the signed area of a triangle, positive clockwise as seen in a picture. */
function turn(a: Point, b: Point, c: Point): number {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

/** The convex hull, clockwise as seen in a picture (monotone chain, Andrew 1979). */
export function convexHull(points: readonly Point[]): Point[] {
  const sorted = points.toSorted((a, b) => a.x - b.x || a.y - b.y);
  const chain = (from: readonly Point[]) => {
    const hull: Point[] = [];
    for (const point of from) {
      while (hull.length > 1 && turn(hull.at(-2)!, hull.at(-1)!, point) <= 0) hull.pop();
      hull.push(point);
    }
    hull.pop();
    return hull;
  };
  return [...chain(sorted), ...chain(sorted.toReversed())];
}

export function polygonArea(points: readonly Point[]): number {
  let twice = 0;
  points.forEach((point, i) => {
    const next = points[(i + 1) % points.length]!;
    twice += point.x * next.y - point.y * next.x;
  });
  return Math.abs(twice) / 2;
}

/** The four corners of a convex polygon that span the most, clockwise from the top left; null where there are fewer. */
export function largestQuad(hull: readonly Point[]): readonly [Point, Point, Point, Point] | null {
  if (hull.length < 4) return null;
  let best: Point[] = [];
  let most = 0;
  for (let i = 0; i < hull.length; i++) {
    for (let k = i + 2; k < hull.length; k++) {
      const [j, left] = farthest(hull, i, k, i + 1, k);
      const [l, right] = farthest(hull, k, i, k + 1, hull.length + i);
      if (left + right <= most) continue;
      most = left + right;
      best = [hull[i]!, hull[j]!, hull[k]!, hull[l]!];
    }
  }
  if (best.length < 4) return null;
  const first = best.reduce((least, { x, y }, i) => (x + y < best[least]!.x + best[least]!.y ? i : least), 0);
  return [0, 1, 2, 3].map((i) => best[(first + i) % 4]!) as [Point, Point, Point, Point];
}

/** Which point from `start` to before `end`, counted around, is farthest from the line between two, and twice the area. */
function farthest(hull: readonly Point[], a: number, b: number, start: number, end: number): readonly [number, number] {
  let at = start % hull.length;
  let most = -Infinity;
  for (let k = start; k < end; k++) {
    const area = Math.abs(turn(hull[a]!, hull[b]!, hull[k % hull.length]!));
    if (area > most) [at, most] = [k % hull.length, area];
  }
  return [at, most];
}
