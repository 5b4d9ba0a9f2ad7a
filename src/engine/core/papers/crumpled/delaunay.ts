import type { Triangles } from './mesh.js';

/** All triangles that were made, in that order, three values each. */
interface Triangulation {
  readonly corners: number[];
  /** The triangle across the edge from each corner to the next, -1 where there is none. */
  readonly across: number[];
  /** Centre and squared radius of the circle through the corners. */
  readonly circles: number[];
  readonly removed: boolean[];
}

/**
 * Delaunay triangulation by insertion (Bowyer 1981, Watson 1981); the triangle around a point is found by walking there
 * from the one before (Green and Sibson 1978).
 * @param points x, y of each point; no two equal.
 */
export function triangulate(points: Float64Array): Triangles {
  const count = points.length / 2;
  const vertices = Float64Array.from([...points, ...enclosingTriangle(points)]);
  const made: Triangulation = { corners: [], across: [], circles: [], removed: [] };
  addTriangle(made, vertices, count, count + 1, count + 2, -1);
  // Of each vertex: the triangle made last whose outer edge begins, or ends, there.
  const begins = new Int32Array(count + 3);
  const ends = new Int32Array(count + 3);
  for (let point = 0; point < count; point++) fillCavity(made, vertices, point, begins, ends);
  const { corners, removed } = made;
  const inner: number[] = [];
  for (let at = 0; at < corners.length; at += 3) {
    const [a, b, c] = [corners[at]!, corners[at + 1]!, corners[at + 2]!];
    if (!removed[at / 3] && a < count && b < count && c < count) inner.push(a, b, c);
  }
  return Int32Array.from(inner);
}

/** Takes the triangles away whose circle a point lies in, and joins the point with the border of what they leave. */
function fillCavity(
  made: Triangulation,
  vertices: Float64Array,
  point: number,
  begins: Int32Array,
  ends: Int32Array,
): void {
  const { corners, across, removed } = made;
  const cavity = cavityOf(made, vertices, point);
  const first = removed.length;
  for (const triangle of cavity) {
    for (let k = 0; k < 3; k++) {
      const beyond = across[3 * triangle + k]!;
      if (beyond >= 0 && removed[beyond]) continue;
      const a = corners[3 * triangle + k]!;
      const b = corners[3 * triangle + ((k + 1) % 3)]!;
      const fresh = addTriangle(made, vertices, a, b, point, beyond);
      begins[a] = fresh;
      ends[b] = fresh;
      if (beyond < 0) continue;
      for (let side = 3 * beyond; side < 3 * beyond + 3; side++) if (across[side] === triangle) across[side] = fresh;
    }
  }
  for (let fresh = first; fresh < removed.length; fresh++) {
    across[3 * fresh + 1] = begins[corners[3 * fresh + 1]!]!;
    across[3 * fresh + 2] = ends[corners[3 * fresh]!]!;
  }
}

/** The triangles whose circle a point lies in, oldest first, marked as removed. */
function cavityOf(made: Triangulation, vertices: Float64Array, point: number): readonly number[] {
  const { across, circles, removed } = made;
  const x = vertices[2 * point]!;
  const y = vertices[2 * point + 1]!;
  const found = [triangleAround(made, vertices, x, y)];
  removed[found[0]!] = true;
  for (const triangle of found) {
    for (let side = 3 * triangle; side < 3 * triangle + 3; side++) {
      const next = across[side]!;
      if (next < 0 || removed[next]) continue;
      const dx = circles[3 * next]! - x;
      const dy = circles[3 * next + 1]! - y;
      if (dx * dx + dy * dy >= circles[3 * next + 2]!) continue;
      removed[next] = true;
      found.push(next);
    }
  }
  return found.sort(ascending);
}

function ascending(one: number, other: number): number {
  return one - other;
}

function triangleAround({ corners, across, removed }: Triangulation, vertices: Float64Array, x: number, y: number) {
  const isRightOf = (a: number, b: number) => {
    const ax = vertices[2 * a]!;
    const ay = vertices[2 * a + 1]!;
    return (vertices[2 * b]! - ax) * (y - ay) - (x - ax) * (vertices[2 * b + 1]! - ay) < 0;
  };
  for (let triangle = removed.length - 1; ;) {
    const at = 3 * triangle;
    const [a, b, c] = [corners[at]!, corners[at + 1]!, corners[at + 2]!];
    const crossed = isRightOf(a, b) ? 0 : isRightOf(b, c) ? 1 : isRightOf(c, a) ? 2 : -1;
    if (crossed === -1) return triangle;
    triangle = across[at + crossed]!;
  }
}

/** @param beyond the triangle across the edge from `a` to `b`. @returns its number */
function addTriangle(
  { corners, across, circles, removed }: Triangulation,
  vertices: Float64Array,
  a: number,
  b: number,
  c: number,
  beyond: number,
): number {
  const ax = vertices[2 * a]!;
  const ay = vertices[2 * a + 1]!;
  const bx = vertices[2 * b]! - ax;
  const by = vertices[2 * b + 1]! - ay;
  const cx = vertices[2 * c]! - ax;
  const cy = vertices[2 * c + 1]! - ay;
  const twiceArea = 2 * (bx * cy - by * cx);
  const x = (cy * (bx * bx + by * by) - by * (cx * cx + cy * cy)) / twiceArea;
  const y = (bx * (cx * cx + cy * cy) - cx * (bx * bx + by * by)) / twiceArea;
  corners.push(a, b, c);
  across.push(beyond, -1, -1);
  circles.push(ax + x, ay + y, x * x + y * y);
  return removed.push(false) - 1;
}

function enclosingTriangle(points: Float64Array): readonly number[] {
  let reach = 1;
  for (const coordinate of points) reach = Math.max(reach, Math.abs(coordinate));
  const far = 100 * reach;
  return [-far, -far, far, -far, 0, far];
}
