import type { Triangles } from './mesh.js';

interface Circle {
  readonly corners: readonly [number, number, number];
  readonly x: number;
  readonly y: number;
  readonly squaredRadius: number;
}

/**
 * Delaunay triangulation by insertion (Bowyer 1981, Watson 1981). Takes time in proportion to the square of the number of
 * points: meant for a few thousand.
 * @param points x, y of each point; no two equal.
 */
export function triangulate(points: Float64Array): Triangles {
  const count = points.length / 2;
  const vertices = [...points, ...enclosingTriangle(points)];
  let circles = [circumscribe(vertices, count, count + 1, count + 2)];
  for (let point = 0; point < count; point++) {
    const x = vertices[2 * point]!;
    const y = vertices[2 * point + 1]!;
    const kept: Circle[] = [];
    const cavity: Circle[] = [];
    for (const circle of circles) {
      const inside = (circle.x - x) ** 2 + (circle.y - y) ** 2 < circle.squaredRadius;
      (inside ? cavity : kept).push(circle);
    }
    for (const [a, b] of borderOf(cavity)) kept.push(circumscribe(vertices, a, b, point));
    circles = kept;
  }
  const inner = circles.filter(({ corners }) => corners.every((corner) => corner < count));
  return Int32Array.from(inner.flatMap(({ corners }) => corners));
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
