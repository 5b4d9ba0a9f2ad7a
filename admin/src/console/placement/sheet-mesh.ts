import { createMeshSurface, createSurfacePoint } from '../../../../src/engine/core/mesh/mesh-surface.js';
import { cornersOf, type Mesh, type Point, type Quad } from '../../../../src/engine/core/raster.js';
import { project, squareToQuad } from '../../../../src/engine/core/render/homography.js';

export type { Mesh, Point, Quad };
export { cornersOf };

interface Size {
  readonly width: number;
  readonly height: number;
}

/** A control point to be moved. */
export interface Handle {
  readonly row: number;
  readonly column: number;
  readonly point: Point;
}

/** Pieces that a line between two control points is drawn with. */
const PIECES = 8;

export const WHOLE: Mesh = meshOf([
  { x: 0, y: 0 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
  { x: 0, y: 1 },
]);

/** A flat sheet: nothing but its corners. */
export function meshOf([topLeft, topRight, bottomRight, bottomLeft]: Quad): Mesh {
  return [
    [topLeft, topRight],
    [bottomLeft, bottomRight],
  ];
}

export function isFlat(mesh: Mesh): boolean {
  return mesh.length === 2 && mesh[0]!.length === 2;
}

/** The corners in the order of a quad, then all other points row by row. */
export function handlesOf(mesh: Mesh): readonly Handle[] {
  const [bottom, right] = [mesh.length - 1, mesh[0]!.length - 1];
  const all = mesh.flatMap((points, row) => points.map((point, column) => ({ row, column, point })));
  const at = (row: number, column: number) => all.find((handle) => handle.row === row && handle.column === column)!;
  const corners = [at(0, 0), at(0, right), at(bottom, right), at(bottom, 0)];
  return [...corners, ...all.filter((handle) => !corners.includes(handle))];
}

export function movePoint(mesh: Mesh, { row, column }: Omit<Handle, 'point'>, to: Point): Mesh {
  const clamped = { x: Math.min(1, Math.max(0, to.x)), y: Math.min(1, Math.max(0, to.y)) };
  return mesh.map((points, y) => points.map((point, x) => (x === column && y === row ? clamped : point)));
}

/** Moves one point by pixels of the picture, and no further than its edge. */
export function nudge(mesh: Mesh, handle: Handle, by: Point, size: Size): Mesh {
  const { x, y } = handle.point;
  return movePoint(mesh, handle, { x: x + by.x / size.width, y: y + by.y / size.height });
}

/** The same sheet with so many points along each side. */
export function withPoints(mesh: Mesh, count: number): Mesh {
  const at = pointsOn(mesh);
  const steps = Array.from({ length: count }, (_, i) => i / (count - 1));
  return steps.map((v) => steps.map((u) => at(u, v)));
}

/** Rows and columns of the sheet as lines to draw; the outline is the first, closed. */
export function linesOf(mesh: Mesh): readonly (readonly Point[])[] {
  const at = pointsOn(mesh);
  const [rows, columns] = [mesh.length - 1, mesh[0]!.length - 1];
  const across = steps(columns * PIECES);
  const down = steps(rows * PIECES);
  const row = (v: number) => across.map((u) => at(u, v));
  const column = (u: number) => down.map((v) => at(u, v));
  const outline = [...row(0), ...column(1), ...row(1).toReversed(), ...column(0).toReversed()];
  const inner = (count: number) => Array.from({ length: count - 1 }, (_, i) => (i + 1) / count);
  return [outline, ...inner(rows).map(row), ...inner(columns).map(column)];
}

const steps = (count: number) => Array.from({ length: count + 1 }, (_, i) => i / count);

function pointsOn(mesh: Mesh): (u: number, v: number) => Point {
  const surface = createMeshSurface(mesh);
  const toPicture = squareToQuad(cornersOf(mesh));
  const target = createSurfacePoint();
  return (u, v) => {
    surface.at(u, v, target);
    const { x, y } = project(toPicture, target);
    return { x, y };
  };
}
