import { isConvexQuad, type MappingParameters, PARAMETER_LIMITS } from '../../../../src/engine/core/presets/index';
import type { Point, Quad } from '../../../../src/engine/core/raster';
import { wholeFrame } from '../../../../src/engine/core/render/frame';
import { project } from '../../../../src/engine/core/render/homography';
import { placeArt } from '../../../../src/engine/core/render/placement';
import type { Size } from './view';

export const WHOLE_SHEET: Quad = [
  { x: 0, y: 0 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
  { x: 0, y: 1 },
];

/** Index of the corner nearest to `at` and no further than `reach` from it, all in stage pixels; null where none is. */
export function cornerAt(corners: readonly Point[], at: Point, reach: number): number | null {
  const distances = corners.map(({ x, y }) => Math.hypot(x - at.x, y - at.y));
  const nearest = Math.min(...distances);
  return nearest <= reach ? distances.indexOf(nearest) : null;
}

/** The sheet with one corner elsewhere; null where that is no sheet that art can lie on. */
export function withCorner(quad: Quad, index: number, to: Point): Quad | null {
  const { min, max } = PARAMETER_LIMITS.quad;
  const within = (value: number) => Number(Math.min(max, Math.max(min, value)).toFixed(5));
  const moved = quad.map((corner, i) => (i === index ? { x: within(to.x), y: within(to.y) } : corner));
  return isConvexQuad(moved as unknown as Quad) ? (moved as unknown as Quad) : null;
}

/** The offset after a drag of the art from one point of the paper's picture to another, both in fractions of it. */
export function draggedOffset(
  art: Size,
  paper: Size,
  parameters: MappingParameters,
  from: Point,
  to: Point,
): MappingParameters['offset'] {
  const { toPrinted, printed } = placeArt(art, wholeFrame(paper.width, paper.height), parameters);
  const locate = (point: Point) =>
    project(toPrinted, { x: point.x * paper.width - 0.5, y: point.y * paper.height - 0.5 });
  const start = locate(from);
  const end = locate(to);
  const within = (value: number) =>
    Number(Math.min(PARAMETER_LIMITS.offset.max, Math.max(PARAMETER_LIMITS.offset.min, value)).toFixed(5));
  return {
    x: within(parameters.offset.x + (end.x - start.x) / printed.width),
    y: within(parameters.offset.y + (end.y - start.y) / printed.height),
  };
}
