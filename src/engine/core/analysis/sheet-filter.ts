import { createPlaneFourier, type PlaneFourier } from '../fft.js';
import type { Preconditioner } from './minimise.js';
import type { LightVector } from './reflectance.js';
import type { Size } from '../size.js';
import { BENDING, SHARP_BEND, type Grid } from './sheet-objective.js';

/**
 * Share of the squared slope that counts as shading whatever its direction: bounds the gain of folds along the light.
 */
const ACROSS = 0.05;
/** Keeps the mean height determined. */
const LEAST = 1e-4;
/** How firmly waves that are too long are held back, in units of the squared slope at the longest wave. */
const HOLD = 0.3;

/** Filters in the frequency domain for sheets of one size; a plane is continued by zeros to powers of two. */
export interface SheetFilter {
  /** Inverse Hessian of the sheet objective about a flat sheet in the given light. */
  preconditioner(light: LightVector): Preconditioner;
  /**
   * Height (unit: grid steps) whose slopes towards the light make up the given differences of shading: linear shape
   * from shading (Pentland 1990). Waves longer than `longest` grid steps are held back; Infinity lets all pass.
   */
  heightFromShading(difference: Grid, light: LightVector, longest: number): Float64Array;
}

export function createSheetFilter(size: Size): SheetFilter {
  const fourier = createPlaneFourier(powerOfTwo(size.width), powerOfTwo(size.height));
  const { re, im } = fourier;
  const padded = new Float64Array(fourier.width * fourier.height);

  const preconditioner = (light: LightVector): Preconditioner => {
    const gain = new Float64Array(re.length);
    forEachFrequency(fourier, (i, kx, ky) => {
      const along = kx * light.x + ky * light.y;
      const squared = 4 * Math.sin(kx / 2) ** 2 + 4 * Math.sin(ky / 2) ** 2;
      gain[i] = 1 / (along * along + ACROSS * squared + (BENDING / SHARP_BEND) * squared * squared + LEAST);
    });
    return (gradient, direction) => {
      pad(gradient, size, padded, fourier.width);
      fourier.forward(padded);
      for (let i = 0; i < gain.length; i++) {
        re[i]! *= gain[i]!;
        im[i]! *= gain[i]!;
      }
      fourier.inverse(padded);
      crop(padded, fourier.width, size, direction);
    };
  };

  const heightFromShading = (difference: Grid, light: LightVector, longest: number) => {
    const floor = HOLD * ((2 * Math.PI) / longest) ** 2;
    pad(difference.data, size, padded, fourier.width);
    fourier.forward(padded);
    forEachFrequency(fourier, (i, kx, ky) => {
      const along = kx * light.x + ky * light.y;
      const total = along * along + ACROSS * (kx * kx + ky * ky) + floor;
      // At half the sampling rate the sign of a slope is undetermined.
      const gain = total > 0 && kx < Math.PI && ky > -Math.PI ? along / total : 0;
      const realPart = re[i]!;
      re[i] = -im[i]! * gain;
      im[i] = realPart * gain;
    });
    fourier.inverse(padded);
    const height = new Float64Array(size.width * size.height);
    crop(padded, fourier.width, size, height);
    return height;
  };

  return { preconditioner, heightFromShading };
}

function pad(values: Float64Array, { width, height }: Size, padded: Float64Array, stride: number): void {
  padded.fill(0);
  for (let y = 0; y < height; y++) padded.set(values.subarray(y * width, (y + 1) * width), y * stride);
}

function crop(padded: Float64Array, stride: number, { width, height }: Size, values: Float64Array): void {
  for (let y = 0; y < height; y++) values.set(padded.subarray(y * stride, y * stride + width), y * width);
}

/** The least power of two, 2 or more, that is not below `side`. */
function powerOfTwo(side: number): number {
  return 2 ** Math.max(1, Math.ceil(Math.log2(side)));
}

/** Visits the spectrum's places with their angular frequencies in radians a grid step, −π…π. */
function forEachFrequency(fourier: PlaneFourier, visit: (i: number, kx: number, ky: number) => void): void {
  const { width, height, columns } = fourier;
  for (let y = 0, i = 0; y < height; y++) {
    const ky = (2 * Math.PI * (y < height / 2 ? y : y - height)) / height;
    for (let x = 0; x < columns; x++, i++) visit(i, (2 * Math.PI * x) / width, ky);
  }
}
