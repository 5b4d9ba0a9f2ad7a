import type { Plane } from '../../raster.js';
import type { Size } from '../../size.js';
import type { KernelSpace } from './kernel-space.js';
import type { LightVector } from '../reflectance.js';
import type { SheetArithmetic } from './sheet-arithmetic.js';
import {
  frequenciesOf,
  type Frequencies,
  holdOf,
  powerOfTwo,
  preconditioning,
  unshading,
  type Gains,
} from './sheet-gains.js';

/** Floats between rows of a sheet beyond its width, rounded up to whole vectors. */
const BEYOND = 4;
/** Rows of forces, and floats of each beyond the stride, that the objective works in. */
const FORCES = { rows: 15, beyond: 8 };

/** Vectors are addresses. */
export function wasmArithmetic(space: KernelSpace, size: Size): SheetArithmetic<number> {
  const { kernel } = space;
  const { width, height } = size;
  const stride = Math.ceil(width / 4) * 4 + BEYOND;
  const bytes = 4 * stride * height;
  const transform = createTransform(space, size, stride);
  const masks = space.floats(2 * stride);
  space
    .view(masks, 2 * stride)
    .fill(1, 1, width - 1)
    .fill(1, stride, stride + width - 1);
  const forces = space.floats(FORCES.rows * (stride + FORCES.beyond));
  return {
    size,
    create: () => space.floats(stride * height),
    dot: (a, b) => kernel.dot(a, b, bytes),
    addScaled: (target, source, factor) => kernel.addScaled(target, source, factor, bytes),
    combine: (target, a, b, factor) => kernel.combine(target, a, b, factor, bytes),
    load(plane: Plane, vector) {
      const values = space.view(vector, stride * height);
      for (let y = 0; y < plane.height; y++) {
        values.set(plane.data.subarray(y * plane.width, (y + 1) * plane.width), y * stride);
      }
    },
    store(vector, plane: Plane) {
      const values = space.view(vector, stride * height);
      for (let y = 0; y < height; y++) plane.data.set(values.subarray(y * stride, y * stride + width), y * width);
    },
    objective:
      (cells, { x, y, z }) =>
      (heights, gradient) =>
        kernel.sheetMisfit(heights, gradient, cells, width, height, stride, masks, forces, x, y, z),
    preconditioner(light) {
      transform.setGains(preconditioning, light, 0);
      return (gradient, direction) => transform.filter(gradient, direction, kernel.scaleSpectrum);
    },
    heightFromShading(difference, light, longest, result) {
      transform.setGains(unshading, light, holdOf(longest));
      transform.filter(difference, result, kernel.turnSpectrum);
    },
  };
}

function createTransform(space: KernelSpace, size: Size, stride: number) {
  const { kernel } = space;
  const [width, height] = [powerOfTwo(size.width), powerOfTwo(size.height)];
  const columns = Math.ceil((height / 2 + 1) / 4) * 4;
  const tables = space.floats(2 * width + 3 * height);
  space.view(tables, 2 * (width + height)).set([...turnsOf(width), ...turnsOf(height)]);
  const reversed = reversedBits(height);
  new Uint32Array(space.view(tables, 1).buffer, tables + 8 * (width + height), height).set(reversed);
  const half = space.floats(width * height);
  const [re, im, gains] = [space.floats(width * columns), space.floats(width * columns), space.floats(width * columns)];
  const room = [tables, half, re, im] as const;
  const kx = frequenciesOf(width);
  const rows = reversedBits(width);
  const others = continued(frequenciesOf(height), columns);
  return {
    /** What {@link filter} multiplies the spectrum by, the transforms' own factors taken off. */
    setGains(write: Gains, { x, y }: LightVector, hold: number): void {
      const target = space.view(gains, width * columns);
      for (let row = 0; row < width; row++) {
        const place = rows[row]!;
        const frequencies = { k: kx.angular[place]!, squared: kx.squared[place]!, others, count: columns };
        write(frequencies, { own: x, other: y }, target, row * columns, hold);
      }
      const share = 1 / (2 * width * height);
      for (let i = 0; i < target.length; i++) target[i]! *= share;
    },
    filter(source: number, target: number, multiply: AnalysisMultiply): void {
      kernel.forward(source, width, size.height, stride, height, ...room);
      multiply(re, im, gains, 4 * width * columns);
      kernel.inverse(target, width, size.width, size.height, stride, height, ...room);
    },
  };
}

/** Frequencies of `count` places, beyond the last of them the first again. */
function continued({ angular, squared }: Frequencies, count: number): Frequencies {
  const places = Float64Array.from({ length: count }, (_, i) => i % angular.length);
  return { angular: places.map((i) => angular[i]!), squared: places.map((i) => squared[i]!) };
}

type AnalysisMultiply = (re: number, im: number, gain: number, bytes: number) => void;

/** Cosines and sines of the turns backwards through a circle of `size` steps. */
function turnsOf(size: number): number[] {
  const steps = Array.from({ length: size }, (_, i) => (2 * Math.PI * i) / size);
  return [...steps.map((angle) => Math.cos(angle)), ...steps.map((angle) => -Math.sin(angle))];
}

/** 0…`size` − 1, each with its bits reversed. */
function reversedBits(size: number): Uint32Array {
  const result = new Uint32Array(size);
  for (let i = 1; i < size; i++) result[i] = (result[i >> 1]! >> 1) | (i & 1 ? size >> 1 : 0);
  return result;
}
