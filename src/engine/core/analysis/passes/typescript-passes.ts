import { createPlaneFourier } from '../../fft.js';
import { gaussianBlur } from '../../filter.js';
import { enlarge, reduce, reduceBetween } from '../../resample.js';
import type { Size } from '../../size.js';
import { withoutInk } from '../ink.js';
import { linearPictureOf } from '../linear-picture.js';
import { unexplained, type LightVector } from '../reflectance.js';
import { float64Vectors } from './float64-vectors.js';
import type { Passes } from './passes.js';
import type { SheetArithmetic } from './sheet-arithmetic.js';
import { frequenciesOf, holdOf, powerOfTwo, preconditioning, unshading, type Gains } from './sheet-gains.js';
import { createSheetObjective } from './sheet-objective.js';
import { createSheetSolver } from './sheet-solver.js';

/** For machines without WASM SIMD, and the oracle of the kernel. */
export const TYPESCRIPT_PASSES: Passes = {
  linear: linearPictureOf,
  reduce,
  reduceBetween,
  enlarge,
  blur: gaussianBlur,
  withoutInk,
  unexplained,
  solver: (size) => createSheetSolver(typescriptArithmetic(size)),
};

export function typescriptArithmetic(size: Size): SheetArithmetic<Float64Array> {
  const { width, height } = size;
  const fourier = createPlaneFourier(powerOfTwo(width), powerOfTwo(height));
  const { re, im } = fourier;
  const padded = new Float64Array(fourier.width * fourier.height);
  const [others, ky] = [frequenciesOf(fourier.width), frequenciesOf(fourier.height)];
  const gainsOf = (write: Gains, { x, y }: LightVector, hold: number): Float64Array => {
    const gains = new Float64Array(re.length);
    const { columns: count } = fourier;
    for (let row = 0; row < fourier.height; row++) {
      const frequencies = { k: ky.angular[row]!, squared: ky.squared[row]!, others, count };
      write(frequencies, { own: y, other: x }, gains, row * count, hold);
    }
    return gains;
  };
  const filter = (source: Float64Array, target: Float64Array, change: () => void) => {
    padded.fill(0);
    for (let y = 0; y < height; y++) padded.set(source.subarray(y * width, (y + 1) * width), y * fourier.width);
    fourier.forward(padded);
    change();
    fourier.inverse(padded);
    for (let y = 0; y < height; y++) {
      target.set(padded.subarray(y * fourier.width, y * fourier.width + width), y * width);
    }
  };
  return {
    ...float64Vectors(width * height),
    size,
    load(plane, vector) {
      for (let y = 0; y < plane.height; y++) {
        vector.set(plane.data.subarray(y * plane.width, (y + 1) * plane.width), y * width);
      }
    },
    store: (vector, plane) => plane.data.set(vector),
    objective: (cells, light) => createSheetObjective(size, cells, light),
    preconditioner(light) {
      const gains = gainsOf(preconditioning, light, 0);
      return (gradient, direction) =>
        filter(gradient, direction, () => {
          for (let i = 0; i < gains.length; i++) {
            re[i]! *= gains[i]!;
            im[i]! *= gains[i]!;
          }
        });
    },
    heightFromShading(difference, light, longest, result) {
      const gains = gainsOf(unshading, light, holdOf(longest));
      filter(difference, result, () => {
        for (let i = 0; i < gains.length; i++) {
          const realPart = re[i]!;
          re[i] = -im[i]! * gains[i]!;
          im[i] = realPart * gains[i]!;
        }
      });
    },
  };
}
