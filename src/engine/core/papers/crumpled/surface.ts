import { cornerSlopes } from './corner-slopes.js';
import type { SheetMesh } from './mesh.js';

/** A sheet ready to be drawn at any resolution: the triangles that face the viewer. */
export interface Surface {
  readonly count: number;
  /** Nine values a triangle: x, y, z of each corner in sheet units, in order of y. */
  readonly corners: Float32Array;
  /** Six values a triangle: slopes dz/dx, dz/dy at the same corners. */
  readonly slopes: Float32Array;
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
  const known = new Float64Array(3 * VALUES * capacity);
  const corners = new Float32Array(9 * capacity);
  const slopes = new Float32Array(6 * capacity);
  let cornerCount = 0;
  let count = 0;
  const yOf = (corner: number) => known[VALUES * corner + 1]!;
  const copy = (corner: number, to: number) => {
    const from = VALUES * corner;
    corners[3 * to] = known[from]!;
    corners[3 * to + 1] = known[from + 1]!;
    corners[3 * to + 2] = known[from + 2]!;
    slopes[2 * to] = known[from + 3]!;
    slopes[2 * to + 1] = known[from + 4]!;
  };
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
      let [top, middle, bottom] = [a, b, c];
      if (yOf(middle) < yOf(top)) [top, middle] = [middle, top];
      if (yOf(bottom) < yOf(middle)) [middle, bottom] = [bottom, middle];
      if (yOf(middle) < yOf(top)) [top, middle] = [middle, top];
      copy(top, 3 * count);
      copy(middle, 3 * count + 1);
      copy(bottom, 3 * count + 2);
      count++;
    },
    finished: () => ({ count, corners: corners.subarray(0, 9 * count), slopes: slopes.subarray(0, 6 * count) }),
  };
}
