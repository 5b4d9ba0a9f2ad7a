import { isConvexQuad } from '../../../../src/engine/core/presets/quad.js';
import type { Point, Quad } from '../../../../src/engine/core/raster.js';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** What can be said of four corners while they are moved. */
export interface QuadChecks {
  readonly convex: boolean;
  /** Corners, from 0, at which the outline turns the wrong way; empty when it is convex. */
  readonly dented: readonly number[];
  /** Share of the picture that the sheet covers, 0…1. */
  readonly coverage: number;
  /** Degrees that the top edge leans, positive where it falls to the right. */
  readonly lean: number;
}

export function checkQuad(quad: Quad, size: Size): QuadChecks {
  const pixels = quad.map(({ x, y }) => ({ x: x * size.width, y: y * size.height }));
  const turns = pixels.map((corner, i) => cross(pixels[(i + 3) % 4]!, corner, pixels[(i + 1) % 4]!));
  const [first, second] = pixels as [Point, Point];
  const convex = isConvexQuad(quad);
  return {
    convex,
    dented: convex ? [] : turns.flatMap((turn, i) => (turn <= 0 ? [i] : [])),
    coverage: Math.abs(area(quad)),
    lean: (Math.atan2(second.y - first.y, second.x - first.x) * 180) / Math.PI,
  };
}

function cross(a: Point, b: Point, c: Point): number {
  return (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x);
}

function area(quad: Quad): number {
  return quad.reduce((sum, a, i) => sum + (a.x * quad[(i + 1) % 4]!.y - quad[(i + 1) % 4]!.x * a.y) / 2, 0);
}
