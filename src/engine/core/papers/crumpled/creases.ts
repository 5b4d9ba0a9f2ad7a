import type { Random } from '../../random.js';
import type { Frame } from '../frame.js';
import { coneSurface, type Cone } from './cone.js';
import { triangulate } from './delaunay.js';
import { edgesOf } from './mesh.js';
import { scatterPoints } from './scatter.js';
import type { Surface } from './surface.js';

const { atan2, exp, hypot, min, PI } = Math;

export interface CreaseOptions {
  /** Usual distance between the points where creases meet, sheet units, and its unevenness; see ScatterOptions. */
  readonly spacing: number;
  readonly variation: number;
  /** Share of the ways between neighbouring points along which the paper is creased. */
  readonly share: number;
  /** Usual slope beside a crease, and the spread of its logarithm. */
  readonly slope: number;
  readonly spread: number;
  /** Least and greatest angle over which the paper beside a crease is bent, radians. */
  readonly width: readonly [number, number];
  /** Spread of the angle by which creases bow out of the straight, radians. */
  readonly bow: number;
}

/** How much further than the frame creases reach, in spacings, so that the border is like the middle. */
const MARGIN_SPACINGS = 1.5;
const STEEPEST = 1.6;
/** Share of creases that stand up towards the viewer. */
const RIDGES = 0.6;

/**
 * Creases between points of the sheet: a developable cone (Ben Amar and Pomeau 1997; Cerda and Mahadevan 1998) at either
 * end of each, which together make a ridge that is sharp at its ends and broad between them (Witten 2007). What one sees
 * are fans of light and shade that begin in the points.
 * @param depth factor of all heights.
 */
export function createCreases(random: Random, frame: Frame, options: CreaseOptions, depth: number): Surface {
  const { spacing, variation } = options;
  const margin = MARGIN_SPACINGS * spacing;
  const { points, distances, ringCount } = scatterPoints(random, frame, { spacing, variation, margin });
  const { count, ends } = edgesOf(triangulate(points), distances.length);
  const cones: Cone[] = [];
  for (let edge = 0; edge < count; edge++) {
    const a = ends[2 * edge]!;
    const b = ends[2 * edge + 1]!;
    // The ring along the outer border is too regular.
    if (a < ringCount || b < ringCount || random.uniform() >= options.share) continue;
    cones.push(...crease(random, options, depth, points.subarray(2 * a, 2 * a + 2), points.subarray(2 * b, 2 * b + 2)));
  }
  return coneSurface(cones);
}

/** The cones at both ends of a crease from one point to another. */
function crease(
  random: Random,
  { slope, spread, width, bow }: CreaseOptions,
  depth: number,
  from: Float64Array,
  to: Float64Array,
): readonly [Cone, Cone] {
  const dx = to[0]! - from[0]!;
  const dy = to[1]! - from[1]!;
  const steepness = min(STEEPEST, slope * exp(spread * random.normal()));
  const sharp = width[0] + (width[1] - width[0]) * random.uniform();
  const broad = width[0] + (width[1] - width[0]) * (0.5 + random.uniform());
  const sign = random.uniform() < RIDGES ? 1 : -1;
  const [left, right] = random.uniform() < 0.5 ? [sharp, broad] : [broad, sharp];
  const shared = { length: hypot(dx, dy), height: (depth * sign * steepness * min(sharp, broad)) / 2 };
  const bend = bow * random.normal();
  const direction = atan2(dy, dx);
  return [
    { ...shared, x: from[0]!, y: from[1]!, direction, bow: bend, left, right },
    { ...shared, x: to[0]!, y: to[1]!, direction: direction + PI, bow: -bend, left: right, right: left },
  ];
}
