import type { Random } from '../../random.js';
import { edgesOf, type EdgeList, type SheetMesh } from './mesh.js';

const { max, min } = Math;

/**
 * Splits each triangle into four at the middles of its edges; an edge passes its stiffness on to its halves.
 * @param jitter how far the middles stray in the flat paper, in lengths of their edges, so that creases are not dead straight.
 */
export function refine(random: Random, mesh: SheetMesh, facetStiffness: number, jitter: number): SheetMesh {
  const parents = mesh.edges;
  const oldCount = mesh.flat.length / 2;
  const count = oldCount + parents.count;
  const flat = withMiddles(mesh.flat, 2, parents.ends);
  const position = withMiddles(mesh.position, 3, parents.ends);
  strayMiddles(random, flat, position, parents, jitter);
  const triangles = splitTriangles(mesh, oldCount);
  const edges = edgesOf(triangles, count);
  const stiffness = new Float64Array(edges.count);
  for (let edge = 0; edge < edges.count; edge++) {
    const parent = edges.ends[2 * edge + 1]! - oldCount;
    const end = edges.ends[2 * edge]!;
    const isHalf = end === parents.ends[2 * parent] || end === parents.ends[2 * parent + 1];
    stiffness[edge] = isHalf ? mesh.stiffness[parent]! : facetStiffness;
  }
  return { flat, position, triangles, edges, stiffness };
}

/** Moves the last vertices, the middles of `parents`, across their edges, in the flat paper and in space alike. */
function strayMiddles(
  random: Random,
  flat: Float64Array,
  position: Float64Array,
  parents: EdgeList,
  jitter: number,
): void {
  const oldCount = flat.length / 2 - parents.count;
  for (let middle = 0; middle < parents.count; middle++) {
    const a = 2 * parents.ends[2 * middle]!;
    const b = 2 * parents.ends[2 * middle + 1]!;
    const stray = jitter * max(-2, min(2, random.normal()));
    const dx = stray * (flat[b + 1]! - flat[a + 1]!);
    const dy = stray * (flat[a]! - flat[b]!);
    const vertex = oldCount + middle;
    flat[2 * vertex] = flat[2 * vertex]! + dx;
    flat[2 * vertex + 1] = flat[2 * vertex + 1]! + dy;
    position[3 * vertex] = position[3 * vertex]! + dx;
    position[3 * vertex + 1] = position[3 * vertex + 1]! + dy;
  }
}

function withMiddles(values: Float64Array, dimensions: number, ends: Int32Array): Float64Array {
  const result = new Float64Array(values.length + (ends.length / 2) * dimensions);
  result.set(values);
  for (let edge = 0, to = values.length; edge < ends.length; edge += 2) {
    const a = ends[edge]! * dimensions;
    const b = ends[edge + 1]! * dimensions;
    for (let k = 0; k < dimensions; k++) result[to++] = (values[a + k]! + values[b + k]!) / 2;
  }
  return result;
}

function splitTriangles({ triangles, edges }: SheetMesh, oldCount: number): Int32Array {
  const result = new Int32Array(4 * triangles.length);
  for (let t = 0; t < triangles.length; t += 3) {
    const ab = oldCount + edges.ofCorner[t]!;
    const bc = oldCount + edges.ofCorner[t + 1]!;
    const ca = oldCount + edges.ofCorner[t + 2]!;
    setTriangle(result, 4 * t, triangles[t]!, ab, ca);
    setTriangle(result, 4 * t + 3, ab, triangles[t + 1]!, bc);
    setTriangle(result, 4 * t + 6, ca, bc, triangles[t + 2]!);
    setTriangle(result, 4 * t + 9, ab, bc, ca);
  }
  return result;
}

function setTriangle(triangles: Int32Array, at: number, a: number, b: number, c: number): void {
  triangles[at] = a;
  triangles[at + 1] = b;
  triangles[at + 2] = c;
}
