import { createRandom } from '../random.js';
import type { Crossing, Direction } from './crossings.js';
import { createDeviatingNoise } from './value-noise.js';

const { abs, exp, hypot, max, min, sqrt } = Math;

/** Usual length of an arm of the star, in pixels of a picture whose longer side is 1024 as all lengths here, and the spreads of its logarithm from crossing to crossing and from arm to arm. */
const ARM = 43;
const STAR_SPREAD = 0.2;
const ARM_SPREAD = 0.3;
/** Strength in the middle, where it is 0 at the tips. */
const MIDDLE = 1.8;
/** Deviations and grids of the noises by which its outline strays: torn corners, and fibres. */
const STRAYS = [
  { deviation: 1.5, grid: 12 },
  { deviation: 0.9, grid: 4.3 },
] as const;
/** Further than this nothing strays. */
const FURTHEST = 6;
/** Strength of a fold in the crossing, the distance from it at which that has faded, and the deviation of its profile. */
const FOLD = 0.78;
const FOLD_REACH = 60;
const FOLD_RADIUS = 1.15;
/** Distance from a fold beyond which it is not worn. */
const FOLD_WIDTH = 4;
/** Distance from the crossing beyond which nothing is worn on its account. */
const REACH = 80;

export interface CrossingWear {
  /** In pixels of the mask. */
  readonly reach: number;
  /** Whether anything may be worn within a few pixels; quickly told. */
  isNear(column: number, row: number): boolean;
  /** Strength, as that of creases, at a place of the mask. */
  strengthAt(column: number, row: number): number;
}

/**
 * Where two folds cross, paper goes bare first: it was bent both ways and rubs against what lies on it. An uneven star of four
 * arms with hollow sides, each arm along a fold; its outline is frayed. The folds themselves go on into it, although the paper
 * lies flat there: the older one turned ridges of the other into valleys.
 *
 * @param unit pixels of the mask to one of a picture whose longer side is 1024
 */
export function wearOfCrossing({ x: middleX, y: middleY, along }: Crossing, seed: number, unit: number): CrossingWear {
  const random = createRandom(seed);
  const spread = (deviation: number) => exp(deviation * max(-2, min(2, random.normal())));
  const size = ARM * spread(STAR_SPREAD);
  const [before, after, above, below] = [0, 1, 2, 3].map(() => size * spread(ARM_SPREAD)) as Arms;
  const [first, second] = along;
  const sine = first.dx * second.dy - first.dy * second.dx;
  const stray = createStray(seed);
  const across = ({ dx, dy }: Direction, x: number, y: number) => abs(x * dy - y * dx);
  const onFold = (fold: Direction, x: number, y: number) => {
    const deviations = across(fold, x, y) / FOLD_RADIUS;
    return FOLD * max(0, 1 - hypot(x, y) / FOLD_REACH) * exp(-0.5 * deviations * deviations);
  };
  const star = (x: number, y: number, slack: number) => {
    const u = (x * second.dy - y * second.dx) / sine;
    const v = (y * first.dx - x * first.dy) / sine;
    const alongFirst = max(0, abs(u) - slack) / (u < 0 ? before : after);
    const alongSecond = max(0, abs(v) - slack) / (v < 0 ? above : below);
    return MIDDLE * (1 - sqrt(alongFirst) - sqrt(alongSecond));
  };
  const slack = FURTHEST / abs(sine);
  return {
    reach: REACH * unit,
    isNear(column, row) {
      const x = (column - middleX) / unit;
      const y = (row - middleY) / unit;
      return across(first, x, y) < FOLD_WIDTH || across(second, x, y) < FOLD_WIDTH || star(x, y, slack) > 0;
    },
    strengthAt(column, row) {
      const x = (column - middleX) / unit;
      const y = (row - middleY) / unit;
      return max(star(x + stray.x(x, y), y + stray.y(x, y), 0), onFold(first, x, y), onFold(second, x, y));
    },
  };
}

type Arms = [number, number, number, number];

function createStray(seed: number) {
  const along = (salt: number) => {
    const layers = STRAYS.map(({ deviation, grid }, k) => createDeviatingNoise(seed + salt + k, deviation, grid));
    return (x: number, y: number) => layers.reduce((sum, layer) => sum + layer(x, y), 0);
  };
  return { x: along(1), y: along(1 + STRAYS.length) };
}
