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
  const yOf = (corner: number) => position[3 * triangles[corner]! + 1]!;
  const copyCorner = (corner: number, to: number) => {
    const vertex = 3 * triangles[corner]!;
    corners[3 * to] = position[vertex]!;
    corners[3 * to + 1] = position[vertex + 1]!;
    corners[3 * to + 2] = position[vertex + 2]!;
    slopes[2 * to] = slopesAtCorners[2 * corner]!;
    slopes[2 * to + 1] = slopesAtCorners[2 * corner + 1]!;
  };
  let count = 0;
  for (let t = 0; t < triangles.length; t += 3) {
    if (!facesViewer(position, triangles, t)) continue;
    let [top, middle, bottom] = [t, t + 1, t + 2];
    const [y0, y1, y2] = [yOf(top), yOf(middle), yOf(bottom)];
    if (y1 < y0) [top, middle] = [middle, top];
    if (y2 < Math.max(y0, y1)) [middle, bottom] = [bottom, middle];
    if (y2 < Math.min(y0, y1)) [top, middle] = [middle, top];
    copyCorner(top, 3 * count);
    copyCorner(middle, 3 * count + 1);
    copyCorner(bottom, 3 * count + 2);
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
