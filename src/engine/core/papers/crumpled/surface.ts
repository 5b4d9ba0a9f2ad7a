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
  const slopesAtCorners = cornerSlopes(mesh, creaseAngle);
  const corners = new Float32Array(3 * triangles.length);
  const slopes = new Float32Array(2 * triangles.length);
  const order = [0, 0, 0];
  const yOf = (corner: number) => position[3 * triangles[corner]! + 1]!;
  let count = 0;
  for (let first = 0; first < triangles.length; first += 3) {
    if (!facesViewer(position, triangles, first)) continue;
    for (let k = 0; k < 3; k++) order[k] = first + k;
    order.sort((a, b) => yOf(a) - yOf(b));
    for (let k = 0; k < 3; k++) {
      const vertex = 3 * triangles[order[k]!]!;
      const to = 3 * count + k;
      corners.set(position.subarray(vertex, vertex + 3), 3 * to);
      slopes.set(slopesAtCorners.subarray(2 * order[k]!, 2 * order[k]! + 2), 2 * to);
    }
    count++;
  }
  for (let z = 2; z < corners.length; z += 3) corners[z] = depth * corners[z]!;
  for (let i = 0; i < slopes.length; i++) slopes[i] = depth * slopes[i]!;
  return { count, corners, slopes };
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
