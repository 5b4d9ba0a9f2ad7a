import { BENDING, SHARP_BEND } from './sheet-objective.js';

/**
 * Share of the squared slope that counts as shading whatever its direction: bounds the gain of folds along the light.
 */
const ACROSS = 0.05;
/** Bounds the gain of the longest waves. */
const LEAST = 1e-4;
/** How firmly waves that are too long are held back, in units of the squared slope at the longest wave. */
const HOLD = 0.3;

/** Of one direction of a transform, in its usual order. */
export interface Frequencies {
  /** Radians a grid step, −π…π. */
  readonly angular: Float64Array;
  /** Squared, as differences of neighbours have it. */
  readonly squared: Float64Array;
}

export function frequenciesOf(size: number): Frequencies {
  const angular = Float64Array.from({ length: size }, (_, i) => (2 * Math.PI * (i < size / 2 ? i : i - size)) / size);
  return { angular, squared: angular.map((k) => 2 - 2 * Math.cos(k)) };
}

/**
 * Writes what a row of frequencies is multiplied by: `k` along one axis, on which the light's share is `toLight.own`, with each of
 * `others` along the other. `hold` is what holds long waves back, where something does.
 */
export type Gains = (
  row: FrequencyRow,
  toLight: ToLight,
  target: Float32Array | Float64Array,
  start: number,
  hold: number,
) => void;

export interface FrequencyRow {
  readonly k: number;
  readonly squared: number;
  readonly others: Frequencies;
  readonly count: number;
}

interface ToLight {
  readonly own: number;
  readonly other: number;
}

/** Inverse Hessian of the sheet objective about a flat sheet in the given light; how high the sheet lies does not matter. */
export const preconditioning: Gains = ({ k, squared, others, count }, toLight, target, start) => {
  const own = k * toLight.own;
  const cross = isSigned(k) ? 2 * own * toLight.other : 0;
  for (let i = 0; i < count; i++) {
    const other = others.angular[i]! * toLight.other;
    // At half the sampling rate the sign of a slope is undetermined.
    const both = isSigned(others.angular[i]!) ? cross * others.angular[i]! : 0;
    const sum = squared + others.squared[i]!;
    const curvature = own * own + other * other + both + ACROSS * sum + (BENDING / SHARP_BEND) * sum * sum + LEAST;
    target[start + i] = sum === 0 ? 0 : 1 / curvature;
  }
};

/** From shading to heights but for a factor of the imaginary unit; see `SheetArithmetic.heightFromShading`. */
export const unshading: Gains = ({ k, others, count }, toLight, target, start, hold) => {
  for (let i = 0; i < count; i++) {
    const other = others.angular[i]!;
    const along = k * toLight.own + other * toLight.other;
    const total = along * along + ACROSS * (k * k + other * other) + hold;
    target[start + i] = total > 0 && isSigned(k) && isSigned(other) ? along / total : 0;
  }
};

/** What holds waves back that are longer than so many grid steps. */
export function holdOf(longest: number): number {
  return HOLD * ((2 * Math.PI) / longest) ** 2;
}

const isSigned = (k: number) => Math.abs(k) < Math.PI;

/** The least power of two, 8 or more, that is not below `side`: fields are continued by zeros to such sides. */
export function powerOfTwo(side: number): number {
  return 2 ** Math.max(3, Math.ceil(Math.log2(side)));
}
