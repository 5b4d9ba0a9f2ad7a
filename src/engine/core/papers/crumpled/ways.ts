import type { Random } from '../../random.js';
import type { Segment } from '../../segments.js';
import type { Frame } from '../frame.js';
import { triangulate } from './delaunay.js';
import { edgesOf } from './mesh.js';
import { scatterPoints } from './scatter.js';
import type { Sheet } from './sheet.js';

const { abs } = Math;

/** From one point to another along which paper is creased. A class for the reason that surfaces are of one. */
export class Way {
  constructor(
    /** Numbers of the points in which it ends: where ways meet, they have one number. */
    readonly ends: readonly [number, number],
    readonly line: Segment,
    /** By which the paper is turned there, radians; positive for ridges, negative for valleys. */
    readonly angle: number,
  ) {}
}

export interface ScatteredWays {
  /** Usual distance between the points where creases meet, sheet units, and its unevenness; see ScatterOptions. */
  readonly spacing: number;
  readonly variation: number;
  /** Share of the ways between neighbouring points along which the paper is creased. */
  readonly share: number;
}

/** How much further than the frame creases reach, in spacings, so that the border is like the middle. */
const MARGIN_SPACINGS = 1.5;
/** Share of scattered creases that stand up towards the viewer. */
const RIDGES = 0.6;

/** Along the folds of a sheet, as it lies in the end. @param least angle of those that are creased, radians. */
export function waysAlongFolds({ mesh: { position }, folds }: Sheet, least: number): readonly Way[] {
  return folds
    .filter(({ angle }) => abs(angle) >= least)
    .map(({ ends, angle }) => {
      const [a, b] = [3 * ends[0], 3 * ends[1]];
      return new Way(ends, [position[a]!, position[a + 1]!, position[b]!, position[b + 1]!], angle);
    });
}

/** Between points scattered over the sheet, each turned by one radian. */
export function scatteredWays(random: Random, frame: Frame, options: ScatteredWays): readonly Way[] {
  const { spacing, variation, share } = options;
  const margin = MARGIN_SPACINGS * spacing;
  const { points, distances, ringCount } = scatterPoints(random, frame, { spacing, variation, margin });
  const { count, ends } = edgesOf(triangulate(points), distances.length);
  const ways: Way[] = [];
  for (let edge = 0; edge < count; edge++) {
    const a = ends[2 * edge]!;
    const b = ends[2 * edge + 1]!;
    // The ring along the outer border is too regular.
    if (a < ringCount || b < ringCount || random.uniform() >= share) continue;
    const line: Segment = [points[2 * a]!, points[2 * a + 1]!, points[2 * b]!, points[2 * b + 1]!];
    ways.push(new Way([a, b], line, random.uniform() < RIDGES ? 1 : -1));
  }
  return ways;
}
