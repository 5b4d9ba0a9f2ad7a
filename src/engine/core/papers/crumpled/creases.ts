import type { Random } from '../../random.js';
import type { Segment } from '../../segments.js';
import type { Frame } from '../frame.js';
import { coneSurface, type Cone } from './cone.js';
import { triangulate } from './delaunay.js';
import { edgesOf } from './mesh.js';
import { Groups } from './groups.js';
import { createObstacles, type Obstacles } from './obstacles.js';
import { scatterPoints } from './scatter.js';
import type { Surface } from './surface.js';

const { atan2, cos, exp, hypot, min, PI, sin } = Math;

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

export interface Creases {
  readonly surface: Surface;
  readonly lines: readonly Segment[];
}

/** Share of its length over which the rim of a fan may not cross an earlier crease, and how often the fan is halved for that. */
const WITHIN = 0.7;
const HALVINGS = 2;
/** Directions that differ by less are one, radians. */
const SAME = 1e-9;

interface PlannedCrease {
  readonly line: Segment;
  readonly ends: readonly [number, number];
  readonly cones: readonly [Cone, Cone];
}

/**
 * Creases between points of the sheet: a developable cone (Ben Amar and Pomeau 1997; Cerda and Mahadevan 1998) at either
 * end of each, which together make a ridge that is sharp at its ends and broad between them (Witten 2007). What one sees
 * are fans of light and shade that begin in the points. A fan ends at the next crease, and no crease crosses an `earlier` one:
 * paper is bent there already, and what lay beyond would shine through.
 * @param depth factor of all heights.
 */
export function createCreases(
  random: Random,
  frame: Frame,
  options: CreaseOptions,
  depth: number,
  earlier: readonly Segment[] = [],
): Creases {
  const { spacing, variation } = options;
  const margin = MARGIN_SPACINGS * spacing;
  const { points, distances, ringCount } = scatterPoints(random, frame, { spacing, variation, margin });
  const { count, ends } = edgesOf(triangulate(points), distances.length);
  const isTaken = createObstacles(earlier, spacing);
  const planned: PlannedCrease[] = [];
  for (let edge = 0; edge < count; edge++) {
    const a = ends[2 * edge]!;
    const b = ends[2 * edge + 1]!;
    // The ring along the outer border is too regular.
    if (a < ringCount || b < ringCount || random.uniform() >= options.share) continue;
    const from = points.subarray(2 * a, 2 * a + 2);
    const to = points.subarray(2 * b, 2 * b + 2);
    const cones = crease(random, options, depth, from, to);
    const line: Segment = [from[0]!, from[1]!, to[0]!, to[1]!];
    if (!isTaken(...line)) planned.push({ line, ends: [a, b], cones });
  }
  const around = directionsAround(planned);
  const cones = planned.flatMap(({ ends: [a, b], cones: [start, end] }) => [
    confined(start, around.at(a)!, isTaken),
    confined(end, around.at(b)!, isTaken),
  ]);
  return { surface: coneSurface(cones), lines: planned.map(({ line }) => line) };
}

/** Directions in which creases leave each point. */
function directionsAround(creases: readonly PlannedCrease[]): Groups<number> {
  const around = new Groups<number>();
  for (const { ends, cones } of creases) {
    ends.forEach((point, k) => around.add(point, cones[k]!.direction));
  }
  return around;
}

/** The cone with its fans ended at the next crease on either side, as steep as before. */
function confined(cone: Cone, around: readonly number[], isTaken: Obstacles): Cone {
  const turned = (angle: number) => ((angle % (2 * PI)) + 2 * PI) % (2 * PI);
  const gaps = { left: 2 * PI, right: 2 * PI };
  for (const direction of around) {
    const toLeft = turned(direction - cone.direction);
    if (toLeft < SAME || toLeft > 2 * PI - SAME) continue;
    gaps.left = min(gaps.left, toLeft);
    gaps.right = min(gaps.right, 2 * PI - toLeft);
  }
  const fan = (width: number, gap: number, side: 1 | -1) => {
    let angle = min(width, gap);
    for (let halved = 0; halved < HALVINGS; halved++) {
      const towards = cone.direction + side * angle;
      const length = WITHIN * cone.length;
      if (!isTaken(cone.x, cone.y, cone.x + length * cos(towards), cone.y + length * sin(towards))) break;
      angle /= 2;
    }
    return angle;
  };
  const left = fan(cone.left, gaps.left, 1);
  const right = fan(cone.right, gaps.right, -1);
  const narrower = min(left, right) / min(cone.left, cone.right);
  return { ...cone, left, right, height: cone.height * min(1, narrower) };
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
