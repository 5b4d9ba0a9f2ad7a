import { isConvexQuad } from '../presets/quad.js';
import { cornersOf, type Mesh, type Point } from '../raster.js';
import { invert, squareToQuad } from '../render/homography.js';
import { type Segment, segmentsCross } from '../segments.js';
import { createMeshSurface, createSurfacePoint, type MeshSurface } from './mesh-surface.js';

/** Why art cannot be printed on a mesh. */
export interface MeshProblem {
  /** Row and column of the control point next to it; null where the mesh as a whole is wrong. */
  readonly at: { readonly row: number; readonly column: number } | null;
  readonly detail: string;
}

/** Points looked at along each side of a cell. */
const LOOKS = 8;
/** Least area that a piece of the sheet may be squeezed to, and least length of anything on it, as shares. */
const LEAST_AREA = 0.02;
const LEAST_LENGTH = 0.05;

/**
 * What keeps a mesh from being a picture of a sheet: rows of different lengths, corners that bound no convex area, a surface
 * that folds over or is squeezed to next to nothing, or sides that cross. Null where nothing does.
 */
export function meshProblem(mesh: Mesh): MeshProblem | null {
  const columns = mesh[0]?.length ?? 0;
  const uneven = mesh.findIndex((row) => row.length !== columns);
  if (uneven >= 0) return { at: { row: uneven, column: 0 }, detail: `must have ${columns} points, as the first row` };
  const corners = cornersOf(mesh);
  if (!isConvexQuad(corners)) return { at: null, detail: 'must have its four corners around a convex area' };
  const [, , , , , , g, h, j] = invert(squareToQuad(corners));
  for (const [row, points] of mesh.entries()) {
    const column = points.findIndex(({ x, y }) => !(g * x + h * y + j > 0));
    if (column >= 0)
      return { at: { row, column }, detail: 'lies beyond the horizon of the sheet that the corners span' };
  }
  const surface = createMeshSurface(mesh);
  const folded = foldedAt(surface, mesh.length, columns);
  if (folded) return { at: folded, detail: 'must not fold the sheet over or squeeze it to nothing' };
  if (crosses(border(surface, mesh.length, columns))) return { at: null, detail: 'must not have sides that cross' };
  return null;
}

/** The control point nearest to where the surface turns over most, or is squeezed most; null where it is neither too much. */
function foldedAt(surface: MeshSurface, rows: number, columns: number): MeshProblem['at'] {
  const point = createSurfacePoint();
  const [across, down] = [(columns - 1) * LOOKS, (rows - 1) * LOOKS];
  let worst = 0;
  let at: MeshProblem['at'] = null;
  for (let y = 0; y <= down; y++) {
    for (let x = 0; x <= across; x++) {
      surface.at(x / across, y / down, point);
      const area = point.xu * point.yv - point.xv * point.yu;
      const greatest = Math.hypot(point.xu, point.yu, point.xv, point.yv);
      // The product of both singular values is the area, and the greater is no more than the Frobenius norm.
      const excess = Math.min(area - LEAST_AREA, area - LEAST_LENGTH * greatest);
      if (excess >= worst) continue;
      worst = excess;
      at = { row: Math.round(y / LOOKS), column: Math.round(x / LOOKS) };
    }
  }
  return at;
}

/** The surface's border as a closed polygon. */
function border(surface: MeshSurface, rows: number, columns: number): Point[] {
  const [across, down] = [(columns - 1) * LOOKS, (rows - 1) * LOOKS];
  const side = (steps: number, at: (t: number) => readonly [number, number]) =>
    Array.from({ length: steps }, (_, i) => {
      const point = createSurfacePoint();
      surface.at(...at(i / steps), point);
      return { x: point.x, y: point.y };
    });
  return [
    ...side(across, (t) => [t, 0]),
    ...side(down, (t) => [1, t]),
    ...side(across, (t) => [1 - t, 1]),
    ...side(down, (t) => [0, 1 - t]),
  ];
}

function crosses(polygon: readonly Point[]): boolean {
  const count = polygon.length;
  const side = (i: number): Segment => {
    const [a, b] = [polygon[i]!, polygon[(i + 1) % count]!];
    return [a.x, a.y, b.x, b.y];
  };
  for (let i = 0; i < count; i++) {
    for (let j = i + 2; j < count; j++) {
      if (i === 0 && j === count - 1) continue;
      if (segmentsCross(side(i), side(j))) return true;
    }
  }
  return false;
}
