import { builtKernel } from '../../../../../test/support/built-kernel.js';
import { createRandom } from '../../random.js';
import { createPlane } from '../../raster.js';
import type { Size } from '../../size.js';
import { lightVector } from '../reflectance.js';
import type { SheetArithmetic } from './sheet-arithmetic.js';
import { typescriptArithmetic } from './typescript-passes.js';
import { wasmArithmetic } from './wasm-arithmetic.js';
import { KernelSpace } from './kernel-space.js';

const kernel = builtKernel('analysis');
const light = lightVector({ azimuth: 250, elevation: 40 });

function noise({ width, height }: Size, mean: number) {
  const random = createRandom(3);
  const plane = createPlane(width, height);
  return { ...plane, data: plane.data.map(() => mean + 0.2 * random.normal()) };
}

/** What a sheet's objective, its gradient and both filters give. */
function results<Vector>(arithmetic: SheetArithmetic<Vector>) {
  const { size } = arithmetic;
  const [heights, cells, result] = [arithmetic.create(), arithmetic.create(), arithmetic.create()];
  const read = (vector: Vector) => {
    const plane = createPlane(size.width, size.height);
    arithmetic.store(vector, plane);
    return [...plane.data];
  };
  arithmetic.load(noise(size, 0), heights);
  arithmetic.load(noise({ width: size.width - 1, height: size.height - 1 }, 0.7), cells);
  const value = arithmetic.objective(cells, light)(heights, result);
  const gradient = read(result);
  arithmetic.preconditioner(light)(heights, result);
  const preconditioned = read(result);
  arithmetic.heightFromShading(heights, light, 9, result);
  return { value, gradient, preconditioned, height: read(result) };
}

describe('arithmetic on sheets by the WASM kernel', () => {
  it.each([
    [64, 64],
    [61, 37],
    [128, 85],
    [33, 130],
    [5, 3],
    [1, 1],
  ])('equals that in TypeScript but for rounding: %d × %d', (width, height) => {
    const size = { width, height };
    const oracle = results(typescriptArithmetic(size));
    const found = results(wasmArithmetic(new KernelSpace(kernel), size));
    expect(found.value).toBeCloseTo(oracle.value, 4 - Math.log10(1 + width * height));
    for (const name of ['gradient', 'preconditioned', 'height'] as const) {
      const greatest = oracle[name].reduce((most, value) => Math.max(most, Math.abs(value)), 1e-3);
      const apart = oracle[name].map((value, i) => Math.abs(value - found[name][i]!) / greatest);
      expect(Math.max(...apart)).toBeLessThan(1e-4);
    }
  });
});
