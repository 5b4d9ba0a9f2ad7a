import type { SheetMesh } from './mesh.js';

const { cos, floor, hypot, max, min, sqrt, PI } = Math;

/** Slopes are limited to this: facets that stand nearly upright fill no pixels worth more. */
const STEEPEST = 4;
/** Slivers whose normal rises less than this stand on edge, or hang over: they take what lies around them, or would be scratches. */
const LEAST_RISE = 0.3;

/**
 * Slopes at the corners of each triangle: dz/dx, dz/dy of corner one, two, three. A corner takes the mean normal of the
 * triangles around its vertex that turn the same way, so facets look curved and creases stay sharp.
 * @param creaseAngle degrees between two triangles from which on they count as separate facets; below a third of it as one.
 */
export function cornerSlopes({ position, triangles }: SheetMesh, creaseAngle: number): Float32Array {
  const apart = cos((creaseAngle * PI) / 180);
  const joined = cos((creaseAngle * PI) / 540);
  const normals = triangleNormals(position, triangles);
  const around = trianglesAround(triangles, position.length / 3);
  const slopes = new Float32Array(2 * triangles.length);
  for (let corner = 0; corner < triangles.length; corner++) {
    const own = 4 * floor(corner / 3);
    const ownX = normals[own]!;
    const ownY = normals[own + 1]!;
    const ownZ = normals[own + 2]!;
    const vertex = triangles[corner]!;
    let x = 0;
    let y = 0;
    let z = 0;
    for (let k = around.starts[vertex]!; k < around.starts[vertex + 1]!; k++) {
      const other = 4 * around.triangles[k]!;
      const cosine = ownX * normals[other]! + ownY * normals[other + 1]! + ownZ * normals[other + 2]!;
      const upright = ownZ >= LEAST_RISE;
      if (upright ? cosine <= apart : normals[other + 2]! < LEAST_RISE) continue;
      const join = upright ? min(1, (cosine - apart) / (joined - apart)) : 1;
      const weight = join * join * (3 - 2 * join) * normals[other + 3]!;
      x += weight * normals[other]!;
      y += weight * normals[other + 1]!;
      z += weight * normals[other + 2]!;
    }
    const least = hypot(x, y) / STEEPEST;
    slopes[2 * corner] = -x / max(z, least, 1e-12);
    slopes[2 * corner + 1] = -y / max(z, least, 1e-12);
  }
  return slopes;
}

/** Unit normal towards the viewer's side of the paper, and area, of each triangle. */
function triangleNormals(position: Float64Array, triangles: Int32Array): Float64Array {
  const normals = new Float64Array((4 * triangles.length) / 3);
  for (let t = 0; t < triangles.length; t += 3) {
    const a = 3 * triangles[t]!;
    const b = 3 * triangles[t + 1]!;
    const c = 3 * triangles[t + 2]!;
    const ux = position[b]! - position[a]!;
    const uy = position[b + 1]! - position[a + 1]!;
    const uz = position[b + 2]! - position[a + 2]!;
    const vx = position[c]! - position[a]!;
    const vy = position[c + 1]! - position[a + 1]!;
    const vz = position[c + 2]! - position[a + 2]!;
    const x = uy * vz - uz * vy;
    const y = uz * vx - ux * vz;
    const z = ux * vy - uy * vx;
    const length = sqrt(x * x + y * y + z * z) + 1e-30;
    const at = (4 * t) / 3;
    normals[at] = x / length;
    normals[at + 1] = y / length;
    normals[at + 2] = z / length;
    normals[at + 3] = length / 2;
  }
  return normals;
}

/** The triangles at each vertex, as one list with the start of each vertex's part. */
function trianglesAround(triangles: Int32Array, vertexCount: number) {
  const starts = new Int32Array(vertexCount + 1);
  for (const vertex of triangles) starts[vertex + 1] = starts[vertex + 1]! + 1;
  for (let vertex = 0; vertex < vertexCount; vertex++) starts[vertex + 1] = starts[vertex + 1]! + starts[vertex]!;
  const filled = starts.slice();
  const list = new Int32Array(triangles.length);
  for (let corner = 0; corner < triangles.length; corner++) {
    const vertex = triangles[corner]!;
    list[filled[vertex]!] = floor(corner / 3);
    filled[vertex] = filled[vertex]! + 1;
  }
  return { starts, triangles: list };
}
