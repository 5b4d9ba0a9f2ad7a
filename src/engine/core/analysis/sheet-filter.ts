import { createPlaneFourier, type PlaneFourier } from '../fft.js';
import { BENDING, SHARP_BEND, type Shading } from './sheet-objective.js';
import type { LightVector } from './reflectance.js';
import type { Preconditioner } from './minimise.js';
import type { Size } from './resample.js';

/** Share of the squared slope that counts as shading whatever its direction: bounds the gain of folds along the light. */
const ACROSS = 0.05;
/** Keeps the mean height determined. */
const LEAST = 1e-4;

/** Fourier transforms of a grid of any size, its plane continued by zeros to powers of two. */
interface PaddedFourier {
  readonly fourier: PlaneFourier;
  readonly plane: Float64Array;
  load(values: Float64Array): void;
  store(values: Float64Array): void;
}

/**
 * Inverse Hessian of the sheet objective about a flat sheet, in the frequency domain, as a preconditioner for any sheet of this
 * size and light.
 */
export function createSheetPreconditioner(size: Size, light: LightVector): Preconditioner {
  const padded = createPaddedFourier(size);
  const { re, im } = padded.fourier;
  const gain = new Float64Array(re.length);
  forEachFrequency(padded.fourier, (i, kx, ky) => {
    const along = kx * light.x + ky * light.y;
    const squared = 4 * Math.sin(kx / 2) ** 2 + 4 * Math.sin(ky / 2) ** 2;
    gain[i] = 1 / (along * along + ACROSS * squared + (BENDING / SHARP_BEND) * squared * squared + LEAST);
  });
  return (gradient, direction) => {
    padded.load(gradient);
    for (let i = 0; i < gain.length; i++) {
      re[i]! *= gain[i]!;
      im[i]! *= gain[i]!;
    }
    padded.store(direction);
  };
}

/**
 * Height (unit: grid steps) whose slopes towards the light make up the given differences of shading: linear shape from shading
 * (Pentland 1990). Waves longer than `longest` grid steps are held back; Infinity lets all pass.
 */
export function heightFromShading(difference: Shading, light: LightVector, longest: number): Float64Array {
  const padded = createPaddedFourier(difference);
  const { fourier } = padded;
  const { re, im } = fourier;
  const floor = (2 * Math.PI) / longest;
  padded.load(difference.data);
  forEachFrequency(fourier, (i, kx, ky) => {
    const along = kx * light.x + ky * light.y;
    const total = along * along + ACROSS * (kx * kx + ky * ky) + floor * floor * 0.3;
    const gain = total > 0 && Math.abs(kx) < Math.PI && Math.abs(ky) < Math.PI ? along / total : 0;
    const realPart = re[i]!;
    re[i] = -im[i]! * gain;
    im[i] = realPart * gain;
  });
  const height = new Float64Array(difference.data.length);
  padded.store(height);
  return height;
}

function createPaddedFourier({ width, height }: Size): PaddedFourier {
  const fourier = createPlaneFourier(atLeast(width), atLeast(height));
  const plane = new Float64Array(fourier.width * fourier.height);
  const load = (values: Float64Array) => {
    plane.fill(0);
    for (let y = 0; y < height; y++) plane.set(values.subarray(y * width, (y + 1) * width), y * fourier.width);
    fourier.forward(plane);
  };
  const store = (values: Float64Array) => {
    fourier.inverse(plane);
    for (let y = 0; y < height; y++) {
      values.set(plane.subarray(y * fourier.width, y * fourier.width + width), y * width);
    }
  };
  return { fourier, plane, load, store };
}

/** The least power of two, 2 or more, that is not below `side`. */
function atLeast(side: number): number {
  return 2 ** Math.max(1, Math.ceil(Math.log2(side)));
}

/** Visits the spectrum's places with their angular frequencies in radians a grid step. */
function forEachFrequency(fourier: PlaneFourier, visit: (i: number, kx: number, ky: number) => void): void {
  const { width, height, columns } = fourier;
  for (let y = 0, i = 0; y < height; y++) {
    const ky = (2 * Math.PI * (y < height / 2 ? y : y - height)) / height;
    for (let x = 0; x < columns; x++, i++) visit(i, (2 * Math.PI * x) / width, ky);
  }
}
