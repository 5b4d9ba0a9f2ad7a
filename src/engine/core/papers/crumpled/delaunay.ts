import type { Triangles } from './mesh.js';

interface Circle {
  readonly corners: readonly [number, number, number];
  readonly x: number;
  readonly y: number;
  readonly squaredRadius: number;
}

/**
 * Delaunay triangulation by insertion (Bowyer 1981, Watson 1981); the triangle around a point is found by walking there
 * from the one before (Green and Sibson 1978).
 * @param points x, y of each point; no two equal.
 */
export function triangulate(points: Float64Array): Triangles {
  const count = points.length / 2;
  const vertices = [...points, ...enclosingTriangle(points)];
  const circles: (Circle | null)[] = [];
  /** The circle on the left of each directed edge. */
  const leftOf = new Map<number, number>();
  const keyOf = (a: number, b: number) => a * (count + 3) + b;
  const add = (a: number, b: number, c: number) => {
    const index = circles.push(circumscribe(vertices, a, b, c)) - 1;
    leftOf.set(keyOf(a, b), index).set(keyOf(b, c), index).set(keyOf(c, a), index);
  };
  add(count, count + 1, count + 2);
  for (let point = 0; point < count; point++) {
    const cavity = cavityOf(point);
    for (const index of cavity) {
      const [a, b, c] = circles[index]!.corners;
      leftOf.delete(keyOf(a, b));
      leftOf.delete(keyOf(b, c));
      leftOf.delete(keyOf(c, a));
    }
    const border = borderOf(cavity.map((index) => circles[index]!));
    for (const index of cavity) circles[index] = null;
    for (const [a, b] of border) add(a, b, point);
  }
  const inner = circles.filter((circle) => circle !== null && circle.corners.every((corner) => corner < count));
  return Int32Array.from(inner.flatMap((circle) => circle!.corners));

  /** The triangles whose circle a point lies in, oldest first. */
  function cavityOf(point: number): readonly number[] {
    const x = vertices[2 * point]!;
    const y = vertices[2 * point + 1]!;
    const found = new Set([triangleAround(x, y)]);
    for (const index of found) {
      const [a, b, c] = circles[index]!.corners;
      for (const key of [keyOf(b, a), keyOf(c, b), keyOf(a, c)]) {
        const next = leftOf.get(key);
        if (next === undefined || found.has(next)) continue;
        const circle = circles[next]!;
        if ((circle.x - x) ** 2 + (circle.y - y) ** 2 < circle.squaredRadius) found.add(next);
      }
    }
    return [...found].sort((one, other) => one - other);
  }

  function triangleAround(x: number, y: number): number {
    let index = circles.length - 1;
    for (;;) {
      const [a, b, c] = circles[index]!.corners;
      const crossed = isRightOf(a, b)
        ? keyOf(b, a)
        : isRightOf(b, c)
          ? keyOf(c, b)
          : isRightOf(c, a)
            ? keyOf(a, c)
            : -1;
      if (crossed === -1) return index;
      index = leftOf.get(crossed)!;
    }
    function isRightOf(a: number, b: number): boolean {
      const ax = vertices[2 * a]!;
      const ay = vertices[2 * a + 1]!;
      return (vertices[2 * b]! - ax) * (y - ay) - (x - ax) * (vertices[2 * b + 1]! - ay) < 0;
    }
  }
}

function enclosingTriangle(points: Float64Array): readonly number[] {
  let reach = 1;
  for (const coordinate of points) reach = Math.max(reach, Math.abs(coordinate));
  const far = 100 * reach;
  return [-far, -far, far, -far, 0, far];
}

function circumscribe(vertices: readonly number[], a: number, b: number, c: number): Circle {
  const ax = vertices[2 * a]!;
  const ay = vertices[2 * a + 1]!;
  const bx = vertices[2 * b]! - ax;
  const by = vertices[2 * b + 1]! - ay;
  const cx = vertices[2 * c]! - ax;
  const cy = vertices[2 * c + 1]! - ay;
  const twiceArea = 2 * (bx * cy - by * cx);
  const x = (cy * (bx * bx + by * by) - by * (cx * cx + cy * cy)) / twiceArea;
  const y = (bx * (cx * cx + cy * cy) - cx * (bx * bx + by * by)) / twiceArea;
  return { corners: [a, b, c], x: ax + x, y: ay + y, squaredRadius: x * x + y * y };
}

/** The directed edges of the triangles whose reverse belongs to none of them. */
function borderOf(cavity: readonly Circle[]): readonly (readonly [number, number])[] {
  const edges = cavity.flatMap(({ corners: [a, b, c] }) => [[a, b] as const, [b, c] as const, [c, a] as const]);
  return edges.filter(([a, b]) => !edges.some(([c, d]) => a === d && b === c));
}
