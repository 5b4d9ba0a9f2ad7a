import { cornerSlopes } from './corner-slopes.js';
import type { SheetMesh } from './mesh.js';

const { ceil, floor, max, min } = Math;

/**
 * A height field over triangles, ready to be drawn at any resolution. Triangles of one surface may lie over one another: they
 * add up. A class, for the shape of plain objects is forgotten with the last of them, and the code that was optimised for it.
 */
export class Surface {
  constructor(
    /** Nine values a triangle: x, y, z of each corner in sheet units. */
    readonly corners: Float32Array,
    /** Six values a triangle: slopes dz/dx, dz/dy at the same corners. */
    readonly slopes: Float32Array,
    /** Four values an edge: x, y of its upper end, then of its lower end. */
    readonly edges: Float32Array,
    /** Two values an edge: one more than the numbers of the triangles on its right and on its left; 0 where there is none. */
    readonly sides: Int32Array,
    /** Where the edges lie that begin in each of {@link Shelves}; they are in that order. */
    readonly shelves: Shelves,
  ) {}
}

/** The sheet cut across into strips of one height, by which edges are found. */
interface Shelves {
  readonly top: number;
  readonly height: number;
  /** Number of the first edge that begins in each strip, and the number of all. */
  readonly starts: Int32Array;
  /** Height of the highest edge. */
  readonly tallest: number;
}

const SHELVES = 512;

/** Numbers of the edges that may reach into the strip between two y of the sheet. */
export function edgesBetween({ shelves }: Surface, from: number, to: number): { from: number; to: number } {
  const { top, height, starts, tallest } = shelves;
  const first = min(SHELVES, max(0, floor((from - tallest - top) / height)));
  const last = min(SHELVES, max(0, floor((to - top) / height)));
  return { from: starts[first]!, to: starts[min(SHELVES, last + 1)]! };
}

/** The greatest number of edges that may reach into any strip of the given height. */
export function mostEdgesBetween({ shelves }: Surface, stripHeight: number): number {
  const { height, starts, tallest } = shelves;
  const reach = ceil((stripHeight + tallest) / height) + 1;
  let most = 0;
  for (let shelf = 0; shelf < SHELVES; shelf++)
    most = max(most, starts[min(SHELVES, shelf + 1 + reach)]! - starts[shelf]!);
  return most;
}

/**
 * @param creaseAngle see cornerSlopes.
 * @param depth factor of all heights. It leaves creases as sharp as they are.
 */
export function createSurface(mesh: SheetMesh, creaseAngle: number, depth: number): Surface {
  const { position, triangles, edges } = mesh;
  const corners = new Float32Array(3 * triangles.length);
  for (let corner = 0; corner < triangles.length; corner++) {
    const vertex = 3 * triangles[corner]!;
    corners[3 * corner] = position[vertex]!;
    corners[3 * corner + 1] = position[vertex + 1]!;
    corners[3 * corner + 2] = depth * position[vertex + 2]!;
  }
  const slopes = cornerSlopes(mesh, creaseAngle);
  for (let i = 0; i < slopes.length; i++) slopes[i] = depth * slopes[i]!;
  const builder = new EdgeBuilder(edges.count);
  // The triangles in which an edge runs as its ends are listed, and in which it runs the other way.
  const along = new Int32Array(edges.count).fill(-1);
  const against = new Int32Array(edges.count).fill(-1);
  for (let corner = 0; corner < triangles.length; corner++) {
    const edge = edges.ofCorner[corner]!;
    const runs = triangles[corner] === edges.ends[2 * edge] ? along : against;
    runs[edge] = floor(corner / 3);
  }
  for (let edge = 0; edge < edges.count; edge++) {
    const a = 3 * edges.ends[2 * edge]!;
    const b = 3 * edges.ends[2 * edge + 1]!;
    builder.add(position[a]!, position[a + 1]!, position[b]!, position[b + 1]!, along[edge]!, against[edge]!);
  }
  return builder.over(corners, slopes);
}

/** Gathers the edges of triangles that turn from x to y. */
export class EdgeBuilder {
  private readonly ends: Float32Array;
  private readonly sides: Int32Array;
  private count = 0;

  /** @param capacity greatest number of edges. */
  constructor(capacity: number) {
    this.ends = new Float32Array(4 * capacity);
    this.sides = new Int32Array(2 * capacity);
  }

  /** An edge from one point to another, the triangle in which it runs that way and the one in which it runs back; -1: none. */
  add(xa: number, ya: number, xb: number, yb: number, along: number, against: number): void {
    const { ends, sides, count } = this;
    const at = 4 * count;
    const down = ya <= yb;
    ends[at] = down ? xa : xb;
    ends[at + 1] = down ? ya : yb;
    ends[at + 2] = down ? xb : xa;
    ends[at + 3] = down ? yb : ya;
    sides[2 * count] = 1 + (down ? against : along);
    sides[2 * count + 1] = 1 + (down ? along : against);
    this.count++;
  }

  /** The surface of the triangles that have these edges. */
  over(corners: Float32Array, slopes: Float32Array): Surface {
    return sortedByTop(corners, slopes, this.ends.subarray(0, 4 * this.count), this.sides);
  }
}

/** Puts edges into the order of their tops: counting sort. */
function sortedByTop(corners: Float32Array, slopes: Float32Array, ends: Float32Array, sides: Int32Array): Surface {
  const count = ends.length / 4;
  let top = Infinity;
  let lowest = -Infinity;
  let tallest = 0;
  for (let at = 0; at < ends.length; at += 4) {
    const y = ends[at + 1]!;
    top = min(top, y);
    lowest = max(lowest, y);
    tallest = max(tallest, ends[at + 3]! - y);
  }
  const height = max(1e-6, (lowest - top) / (SHELVES - 1));
  const starts = new Int32Array(SHELVES + 1);
  for (let edge = 0; edge < count; edge++) starts[shelfOf(ends, edge, top, height) + 1]!++;
  for (let shelf = 0; shelf < SHELVES; shelf++) starts[shelf + 1]! += starts[shelf]!;
  const next = starts.slice();
  const edges = new Float32Array(4 * count);
  const sorted = new Int32Array(2 * count);
  for (let edge = 0; edge < count; edge++) {
    const to = next[shelfOf(ends, edge, top, height)]!++;
    for (let k = 0; k < 4; k++) edges[4 * to + k] = ends[4 * edge + k]!;
    sorted[2 * to] = sides[2 * edge]!;
    sorted[2 * to + 1] = sides[2 * edge + 1]!;
  }
  return new Surface(corners, slopes, edges, sorted, { top, height, starts, tallest });
}

function shelfOf(ends: Float32Array, edge: number, top: number, height: number): number {
  return floor((ends[4 * edge + 1]! - top) / height);
}
