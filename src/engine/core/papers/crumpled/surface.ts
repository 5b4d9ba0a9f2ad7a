import { cornerSlopes } from './corner-slopes.js';
import type { SheetMesh } from './mesh.js';

const { floor, max, min } = Math;

/** A sheet ready to be drawn at any resolution: the triangles that face the viewer. */
export interface Surface {
  readonly count: number;
  /** Nine values a triangle: x, y, z of each corner in sheet units, in order of y. */
  readonly corners: Float32Array;
  /** Six values a triangle: slopes dz/dx, dz/dy at the same corners. */
  readonly slopes: Float32Array;
  /** Where the triangles lie that begin in each of {@link Shelves}; they are in that order. */
  readonly shelves: Shelves;
}

/** The sheet cut across into strips of one height, by which triangles are found. */
interface Shelves {
  readonly top: number;
  readonly height: number;
  /** Number of the first triangle that begins in each strip, and the number of all. */
  readonly starts: Int32Array;
  /** Height of the highest triangle. */
  readonly tallest: number;
}

const SHELVES = 512;

/** Numbers of the triangles that may reach into the strip between two y of the sheet. */
export function trianglesBetween({ shelves }: Surface, from: number, to: number): { from: number; to: number } {
  const { top, height, starts, tallest } = shelves;
  const shelf = (y: number) => min(SHELVES, max(0, floor((y - top) / height)));
  return { from: starts[shelf(from - tallest)]!, to: starts[min(SHELVES, shelf(to) + 1)]! };
}

/**
 * @param creaseAngle see cornerSlopes.
 * @param depth factor of all heights. It leaves creases as sharp as they are.
 */
export function createSurface(mesh: SheetMesh, creaseAngle: number, depth: number): Surface {
  const { position, triangles } = mesh;
  const slopes = cornerSlopes(mesh, creaseAngle);
  const surface = createSurfaceBuilder(triangles.length / 3);
  const addCorner = (corner: number) => {
    const vertex = 3 * triangles[corner]!;
    const height = depth * position[vertex + 2]!;
    const slopeX = depth * slopes[2 * corner]!;
    return surface.addCorner(position[vertex]!, position[vertex + 1]!, height, slopeX, depth * slopes[2 * corner + 1]!);
  };
  for (let t = 0; t < triangles.length; t += 3) {
    if (facesViewer(position, triangles, t)) surface.addTriangle(addCorner(t), addCorner(t + 1), addCorner(t + 2));
  }
  return surface.finished();
}

function facesViewer(position: Float64Array, triangles: Int32Array, first: number): boolean {
  const a = 3 * triangles[first]!;
  const b = 3 * triangles[first + 1]!;
  const c = 3 * triangles[first + 2]!;
  return (
    (position[b]! - position[a]!) * (position[c + 1]! - position[a + 1]!) >
    (position[c]! - position[a]!) * (position[b + 1]! - position[a + 1]!)
  );
}

/** Gathers triangles; corners may be shared. */
export interface SurfaceBuilder {
  /** Position in sheet units and slopes; answers with the corner's number. */
  addCorner(x: number, y: number, z: number, slopeX: number, slopeY: number): number;
  addTriangle(a: number, b: number, c: number): void;
  finished(): Surface;
}

const VALUES = 5;

/** @param capacity greatest number of triangles. */
export function createSurfaceBuilder(capacity: number): SurfaceBuilder {
  const known = new Float32Array(3 * VALUES * capacity);
  /** Three corners a triangle, in order of y. */
  const triangles = new Int32Array(3 * capacity);
  let cornerCount = 0;
  let count = 0;
  const yOf = (corner: number) => known[VALUES * corner + 1]!;
  return {
    addCorner(x, y, z, slopeX, slopeY) {
      const at = VALUES * cornerCount;
      known[at] = x;
      known[at + 1] = y;
      known[at + 2] = z;
      known[at + 3] = slopeX;
      known[at + 4] = slopeY;
      return cornerCount++;
    },
    addTriangle(a, b, c) {
      const [ya, yb, yc] = [yOf(a), yOf(b), yOf(c)];
      const at = 3 * count++;
      const top = ya <= yb ? (ya <= yc ? a : c) : yb <= yc ? b : c;
      const bottom = ya > yb ? (ya > yc ? a : c) : yb > yc ? b : c;
      triangles[at] = top;
      triangles[at + 1] = a + b + c - top - bottom;
      triangles[at + 2] = bottom;
    },
    finished: () => surfaceOf(known, triangles.subarray(0, 3 * count)),
  };
}

/** Puts the triangles into the order of their tops: counting sort. */
function surfaceOf(known: Float32Array, triangles: Int32Array): Surface {
  const count = triangles.length / 3;
  let top = Infinity;
  let lowest = -Infinity;
  let tallest = 0;
  for (let at = 0; at < triangles.length; at += 3) {
    const y = known[VALUES * triangles[at]! + 1]!;
    top = min(top, y);
    lowest = max(lowest, y);
    tallest = max(tallest, known[VALUES * triangles[at + 2]! + 1]! - y);
  }
  const height = max(1e-6, (lowest - top) / (SHELVES - 1));
  const shelfOf = (triangle: number) => floor((known[VALUES * triangles[3 * triangle]! + 1]! - top) / height);
  const starts = new Int32Array(SHELVES + 1);
  for (let t = 0; t < count; t++) starts[shelfOf(t) + 1] = starts[shelfOf(t) + 1]! + 1;
  for (let shelf = 0; shelf < SHELVES; shelf++) starts[shelf + 1] = starts[shelf + 1]! + starts[shelf]!;
  const next = starts.slice();
  const corners = new Float32Array(9 * count);
  const slopes = new Float32Array(6 * count);
  for (let t = 0; t < count; t++) {
    const shelf = shelfOf(t);
    const to = 3 * next[shelf]!;
    next[shelf] = next[shelf]! + 1;
    for (let k = 0; k < 3; k++) {
      const from = VALUES * triangles[3 * t + k]!;
      const corner = 3 * (to + k);
      corners[corner] = known[from]!;
      corners[corner + 1] = known[from + 1]!;
      corners[corner + 2] = known[from + 2]!;
      slopes[2 * (to + k)] = known[from + 3]!;
      slopes[2 * (to + k) + 1] = known[from + 4]!;
    }
  }
  return { count, corners, slopes, shelves: { top, height, starts, tallest } };
}
