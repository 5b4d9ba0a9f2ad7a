import type { Creases } from '../analysis/index.js';
import { findLongCreases, type LongCrease } from './long-creases.js';

const { abs, max, round, sqrt } = Math;

/** Where two folds cross, in pixels of the mask, and the unit vectors along them. */
export interface Crossing {
  readonly x: number;
  readonly y: number;
  readonly along: readonly [Direction, Direction];
}

export interface Direction {
  readonly dx: number;
  readonly dy: number;
}

/** Sine of the least angle between folds that cross; those that run nearly one way overlap, and cross nowhere in particular. */
const LEAST_SINE = 0.5;
/** How far beyond its last sign a fold goes on, and how far around the crossing it tells where it runs there; see UNIT. */
const BEYOND = 60;
const AROUND = 90;
const ASIDE = 5;
/** Deviation along the fold of what tells its direction, from which on that is told better than by the whole fold. */
const STEADY = 25;
/** Least sum of the strengths that tell it. */
const LEAST_WEIGHT = 20;
/** Lengths are in pixels of a picture whose longer side is this. */
const UNIT = 1024;

/** Crossings of the folds of a sheet, from its creases alone. */
export function findCrossings(creases: Creases): readonly Crossing[] {
  const unit = max(creases.width, creases.height) / UNIT;
  const folds = findLongCreases(creases);
  return folds.flatMap((fold, k) =>
    folds.slice(k + 1).flatMap((other) => {
      const rough = crossingOf(fold, other, BEYOND * unit);
      if (!rough) return [];
      const near = [fold, other].map((crease) => straightened(creases, crease, rough, unit));
      const exact = crossingOf(near[0]!, near[1]!, Infinity);
      return exact ? [exact] : [];
    }),
  );
}

/** Where two creases cross, at most so far beyond their ends. */
function crossingOf(a: LongCrease, b: LongCrease, beyond: number): Crossing | null {
  const sine = a.dx * b.dy - a.dy * b.dx;
  if (abs(sine) < LEAST_SINE) return null;
  const alongA = ((b.x - a.x) * b.dy - (b.y - a.y) * b.dx) / sine;
  const alongB = ((b.x - a.x) * a.dy - (b.y - a.y) * a.dx) / sine;
  const reaches = (crease: LongCrease, along: number) => along >= crease.from - beyond && along <= crease.to + beyond;
  if (!reaches(a, alongA) || !reaches(b, alongB)) return null;
  return { x: a.x + alongA * a.dx, y: a.y + alongA * a.dy, along: [a, b] };
}

/** The crease as it runs around a place: folds are never quite straight. */
function straightened(creases: Creases, crease: LongCrease, at: { x: number; y: number }, unit: number): LongCrease {
  const { width, height, data } = creases;
  const reach = round(AROUND * unit);
  const aside = max(1, round(ASIDE * unit));
  let [weight, sum, sumAlong, products, squares] = [0, 0, 0, 0, 0];
  for (let s = -reach; s <= reach; s++) {
    for (let d = -aside; d <= aside; d++) {
      const x = round(at.x + s * crease.dx - d * crease.dy);
      const y = round(at.y + s * crease.dy + d * crease.dx);
      if (x < 0 || y < 0 || x >= width || y >= height) continue;
      const strength = data[y * width + x]! / 255;
      weight += strength;
      sum += strength * d;
      sumAlong += strength * s;
      products += strength * s * d;
      squares += strength * s * s;
    }
  }
  if (weight < LEAST_WEIGHT * unit) return { ...crease, x: at.x, y: at.y, from: -reach, to: reach };
  const [mean, meanAlong] = [sum / weight, sumAlong / weight];
  const spread = squares / weight - meanAlong * meanAlong;
  const steady = (STEADY * unit) ** 2;
  const slope = (products / weight - mean * meanAlong) / (spread + steady);
  const offset = mean - slope * meanAlong;
  const length = sqrt(1 + slope * slope);
  return {
    x: at.x - offset * crease.dy,
    y: at.y + offset * crease.dx,
    dx: (crease.dx - slope * crease.dy) / length,
    dy: (crease.dy + slope * crease.dx) / length,
    from: -reach,
    to: reach,
  };
}
