import type { Random } from '../../random.js';
import type { Segment } from '../../segments.js';
import { Cone, coneSurface } from './cone.js';
import { Groups } from './groups.js';
import type { Obstacles } from './obstacles.js';
import type { Surface } from './surface.js';
import type { Way } from './ways.js';

const { abs, atan2, cos, exp, min, PI, sign, sin, sqrt } = Math;

export interface CreaseProfile {
  /** Usual slope beside a crease by which the paper is turned one radian, and the spread of its logarithm. */
  readonly slope: number;
  readonly spread: number;
  /** Least and greatest angle over which the paper beside a crease is bent, radians. */
  readonly width: readonly [number, number];
  /** Least and greatest share of that angle over which the crest is rounded. */
  readonly roundness: readonly [number, number];
  /** Spread of the angle by which creases bow out of the straight, radians. */
  readonly bow: number;
}

const STEEPEST = 1.6;

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
  readonly way: Way;
  readonly cones: readonly [Cone, Cone];
}

/**
 * Creases along ways over the sheet: a developable cone (Ben Amar and Pomeau 1997; Cerda and Mahadevan 1998) at either
 * end of each, which together make a ridge that is sharp at its ends and broad between them (Witten 2007). What one sees
 * are fans of light and shade that begin in the points. A fan ends at the next crease, and no crease crosses an earlier one:
 * paper is bent there already, and what lay beyond would shine through.
 * @param depth factor of all heights.
 * @param isTaken tells what crosses earlier creases.
 */
export function createCreases(
  random: Random,
  ways: readonly Way[],
  profile: CreaseProfile,
  depth: number,
  isTaken: Obstacles,
): Creases {
  const planned: PlannedCrease[] = [];
  for (const way of ways) {
    if (!isTaken(...way.line)) planned.push({ way, cones: crease(random, profile, depth, way) });
  }
  const around = directionsAround(planned);
  const cones = planned.flatMap(({ way: { ends }, cones: [start, end] }) => [
    confined(start, around.at(ends[0])!, isTaken),
    confined(end, around.at(ends[1])!, isTaken),
  ]);
  return { surface: coneSurface(cones), lines: planned.map(({ way }) => way.line) };
}

/** Directions in which creases leave each point. */
function directionsAround(creases: readonly PlannedCrease[]): Groups<number> {
  const around = new Groups<number>();
  for (const { way, cones } of creases) {
    way.ends.forEach((point, k) => around.add(point, cones[k]!.direction));
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
  const { x, y, direction, bow, length, height, roundness } = cone;
  return new Cone(x, y, direction, bow, length, height * min(1, narrower), left, right, roundness);
}

/** The cones at both ends of a crease. */
function crease(
  random: Random,
  profile: CreaseProfile,
  depth: number,
  { line: [x0, y0, x1, y1], angle }: Way,
): readonly [Cone, Cone] {
  const { slope, spread, width } = profile;
  const between = ([least, greatest]: readonly [number, number]) => least + (greatest - least) * random.uniform();
  const steepness = min(STEEPEST, slope * abs(angle) * exp(spread * random.normal()));
  const sharp = between(width);
  const broad = width[0] + (width[1] - width[0]) * (0.5 + random.uniform());
  const [left, right] = random.uniform() < 0.5 ? [sharp, broad] : [broad, sharp];
  const length = sqrt((x1 - x0) * (x1 - x0) + (y1 - y0) * (y1 - y0));
  const height = (depth * sign(angle) * steepness * min(sharp, broad)) / 2;
  const roundness = between(profile.roundness);
  const bend = profile.bow * random.normal();
  const direction = atan2(y1 - y0, x1 - x0);
  return [
    new Cone(x0, y0, direction, bend, length, height, left, right, roundness),
    new Cone(x1, y1, direction + PI, -bend, length, height, right, left, roundness),
  ];
}
