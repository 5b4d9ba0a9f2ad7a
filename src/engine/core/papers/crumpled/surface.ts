import { cornerSlopes } from './corner-slopes.js';
import type { SheetMesh } from './mesh.js';

/** A sheet ready to be drawn at any resolution. */
export interface Surface {
  /** Nine values a triangle: x, y, z of each corner in sheet units, top corner first, sorted by y. */
  readonly corners: Float32Array;
  /** Six values a triangle: slopes dz/dx, dz/dy of the same corners. */
  readonly slopes: Float32Array;
}

/** Drops triangles that face away from the viewer and sorts the corners of the others from top to bottom. */
export function createSurface(mesh: SheetMesh, creaseAngle: number): Surface {
  const slopes = cornerSlopes(mesh, creaseAngle);
  const { position, triangles } = mesh;
  const sortedCorners: number[] = [];
  const sortedSlopes: number[] = [];
  const facing = Math.sign(signedArea(mesh.flat, 2, triangles, 0));
  for (let t = 0; t < triangles.length; t += 3) {
    if (signedArea(position, 3, triangles, t) * facing <= 0) continue;
    const order = [t, t + 1, t + 2].sort((a, b) => position[3 * triangles[a]! + 1]! - position[3 * triangles[b]! + 1]!);
    for (const corner of order) {
      const vertex = 3 * triangles[corner]!;
      sortedCorners.push(position[vertex]!, position[vertex + 1]!, position[vertex + 2]!);
      sortedSlopes.push(slopes[2 * corner]!, slopes[2 * corner + 1]!);
    }
  }
  return { corners: Float32Array.from(sortedCorners), slopes: Float32Array.from(sortedSlopes) };
}

function signedArea(coordinates: Float64Array, stride: number, triangles: Int32Array, t: number): number {
  const a = stride * triangles[t]!;
  const b = stride * triangles[t + 1]!;
  const c = stride * triangles[t + 2]!;
  return (
    (coordinates[b]! - coordinates[a]!) * (coordinates[c + 1]! - coordinates[a + 1]!) -
    (coordinates[c]! - coordinates[a]!) * (coordinates[b + 1]! - coordinates[a + 1]!)
  );
}
