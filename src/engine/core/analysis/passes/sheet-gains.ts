import type { LightVector } from '../reflectance.js';
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

/** What the frequency (kx, ky) of a field is multiplied by. */
export type Gain = (kx: number, ky: number, squared: number) => number;

/** Inverse Hessian of the sheet objective about a flat sheet in the given light; how high the sheet lies does not matter. */
export function preconditioning({ x, y }: LightVector): Gain {
  return (kx, ky, squared) => {
    if (squared === 0) return 0;
    // At half the sampling rate the sign of a slope is undetermined.
    const both = isSigned(kx) && isSigned(ky) ? 2 * kx * ky * x * y : 0;
    const along = kx * kx * x * x + ky * ky * y * y + both;
    return 1 / (along + ACROSS * squared + (BENDING / SHARP_BEND) * squared * squared + LEAST);
  };
}

/** From shading to heights but for a factor of the imaginary unit; see `SheetArithmetic.heightFromShading`. */
export function unshading({ x, y }: LightVector, longest: number): Gain {
  const floor = HOLD * ((2 * Math.PI) / longest) ** 2;
  return (kx, ky) => {
    const along = kx * x + ky * y;
    const total = along * along + ACROSS * (kx * kx + ky * ky) + floor;
    return total > 0 && isSigned(kx) && isSigned(ky) ? along / total : 0;
  };
}

const isSigned = (k: number) => Math.abs(k) < Math.PI;

/** The least power of two, 8 or more, that is not below `side`: fields are continued by zeros to such sides. */
export function powerOfTwo(side: number): number {
  return 2 ** Math.max(3, Math.ceil(Math.log2(side)));
}
