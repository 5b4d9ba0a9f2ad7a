import type { Triangles } from './mesh.js';

const { floor, max, sqrt } = Math;

/** No flip may leave a triangle whose height over the new edge is less than this share of that edge. */
const LEAST_ASPECT = 0.07;
const PASSES = 20;

/**
 * Exchanges diagonals of neighbouring triangles, in place, as long as that lessens the sum of fold angle times length
 * (data-dependent triangulation; Dyn, Levin and Rippa 1990). Edges come to lie along ridges and valleys, and facets grow
 * long, as in crumpled paper; a triangulation of the plan alone looks like a mountain range.
 * @param position x, y, z of each vertex.
 */
export function alignWithFolds(triangles: Triangles, position: Float64Array): void {
  const mesh = { triangles, neighbours: neighboursOf(triangles), position };
  for (let pass = 0; pass < PASSES; pass++) {
    let flips = 0;
    for (let triangle = 0; triangle < triangles.length / 3; triangle++) {
      for (let corner = 0; corner < 3; corner++) if (flipIfBetter(mesh, triangle, corner)) flips++;
    }
    if (flips === 0) return;
  }
}

interface FlipMesh {
  readonly triangles: Triangles;
  /** Of each corner: the triangle across the opposite edge, -1 at the border. */
  readonly neighbours: Int32Array;
  readonly position: Float64Array;
}

function neighboursOf(triangles: Triangles): Int32Array {
  const neighbours = new Int32Array(triangles.length).fill(-1);
  const open = new Map<string, number>();
  for (let at = 0; at < triangles.length; at++) {
    const first = at - (at % 3);
    const a = triangles[first + ((at + 1) % 3)]!;
    const b = triangles[first + ((at + 2) % 3)]!;
    const twin = open.get(`${b},${a}`);
    if (twin === undefined) {
      open.set(`${a},${b}`, at);
    } else {
      neighbours[at] = floor(twin / 3);
      neighbours[twin] = first / 3;
    }
  }
  return neighbours;
}

/** The edge b-c between triangles a-b-c and d-c-b becomes a-d, leaving a-b-d and a-d-c. */
function flipIfBetter(mesh: FlipMesh, triangle: number, corner: number): boolean {
  const { triangles, neighbours, position } = mesh;
  const other = neighbours[3 * triangle + corner]!;
  if (other < triangle) return false;
  const a = triangles[3 * triangle + corner]!;
  const b = triangles[3 * triangle + ((corner + 1) % 3)]!;
  const c = triangles[3 * triangle + ((corner + 2) % 3)]!;
  const opposite = [0, 1, 2].find((k) => neighbours[3 * other + k] === triangle)!;
  const d = triangles[3 * other + opposite]!;
  const lengthSquared = (position[3 * a]! - position[3 * d]!) ** 2 + (position[3 * a + 1]! - position[3 * d + 1]!) ** 2;
  const least = LEAST_ASPECT * lengthSquared;
  if (twiceArea(position, a, b, d) < least || twiceArea(position, a, d, c) < least) return false;

  const outer = [
    { neighbour: neighbours[3 * triangle + ((corner + 2) % 3)]!, ends: [a, b], before: 0, after: 0 },
    { neighbour: neighbours[3 * triangle + ((corner + 1) % 3)]!, ends: [c, a], before: 0, after: 1 },
    { neighbour: neighbours[3 * other + ((opposite + 1) % 3)]!, ends: [b, d], before: 1, after: 0 },
    { neighbour: neighbours[3 * other + ((opposite + 2) % 3)]!, ends: [d, c], before: 1, after: 1 },
  ] as const;
  const before = [normal(position, a, b, c), normal(position, d, c, b)] as const;
  const after = [normal(position, a, b, d), normal(position, a, d, c)] as const;
  let gain =
    fold(before[0], before[1]) * distance(position, b, c) - fold(after[0], after[1]) * distance(position, a, d);
  for (const side of outer) {
    if (side.neighbour < 0) continue;
    const at = 3 * side.neighbour;
    const beyond = normal(position, triangles[at]!, triangles[at + 1]!, triangles[at + 2]!);
    const length = distance(position, side.ends[0], side.ends[1]);
    gain += (fold(before[side.before], beyond) - fold(after[side.after], beyond)) * length;
  }
  if (gain <= 1e-9) return false;

  triangles.set([a, b, d], 3 * triangle);
  neighbours.set([outer[2].neighbour, other, outer[0].neighbour], 3 * triangle);
  triangles.set([a, d, c], 3 * other);
  neighbours.set([outer[3].neighbour, outer[1].neighbour, triangle], 3 * other);
  replaceNeighbour(neighbours, outer[2].neighbour, other, triangle);
  replaceNeighbour(neighbours, outer[1].neighbour, triangle, other);
  return true;
}

/** Does nothing for triangle -1, beyond the border. */
function replaceNeighbour(neighbours: Int32Array, triangle: number, from: number, to: number): void {
  if (triangle < 0) return;
  for (let k = 3 * triangle; k < 3 * triangle + 3; k++) if (neighbours[k] === from) neighbours[k] = to;
}

type Vector = readonly [number, number, number];

/** Unit normal of a triangle. */
function normal(position: Float64Array, a: number, b: number, c: number): Vector {
  const ux = position[3 * b]! - position[3 * a]!;
  const uy = position[3 * b + 1]! - position[3 * a + 1]!;
  const uz = position[3 * b + 2]! - position[3 * a + 2]!;
  const vx = position[3 * c]! - position[3 * a]!;
  const vy = position[3 * c + 1]! - position[3 * a + 1]!;
  const vz = position[3 * c + 2]! - position[3 * a + 2]!;
  const x = uy * vz - uz * vy;
  const y = uz * vx - ux * vz;
  const z = ux * vy - uy * vx;
  const length = sqrt(x * x + y * y + z * z);
  return [x / length, y / length, z / length];
}

/** Nearly the angle between two unit vectors: the length of their difference. */
function fold(one: Vector, other: Vector): number {
  return sqrt(max(0, 2 - 2 * (one[0] * other[0] + one[1] * other[1] + one[2] * other[2])));
}

function distance(position: Float64Array, a: number, b: number): number {
  return sqrt((position[3 * a]! - position[3 * b]!) ** 2 + (position[3 * a + 1]! - position[3 * b + 1]!) ** 2);
}

function twiceArea(position: Float64Array, a: number, b: number, c: number): number {
  const ax = position[3 * a]!;
  const ay = position[3 * a + 1]!;
  return (position[3 * b]! - ax) * (position[3 * c + 1]! - ay) - (position[3 * c]! - ax) * (position[3 * b + 1]! - ay);
}
