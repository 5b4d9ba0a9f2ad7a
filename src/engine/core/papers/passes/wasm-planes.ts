import type { Plane } from '../../raster.js';
import { areaTaps, countedTaps } from '../../resample.js';
import type { Size } from '../../size.js';
import type { KernelArrays } from './kernel-arrays.js';
import type { PaperKernel } from './paper-kernel.js';

/** See {@link Passes.level}. */
export function levelInKernel(kernel: PaperKernel, arrays: KernelArrays, { data }: Plane, factor: number): void {
  const at = arrays.written('plane', data);
  kernel.level(at, data.length, factor);
  data.set(arrays.floats(at, data.length));
}

/** See {@link Passes.reduce}. */
export function reduceInKernel(kernel: PaperKernel, arrays: KernelArrays, plane: Plane, size: Size): Plane {
  const [columns, rows] = [areaTaps(plane.width, size.width), areaTaps(plane.height, size.height)];
  const count = size.width * size.height;
  const source = arrays.written('plane', plane.data);
  const target = arrays.room('reduced', 4 * count);
  const sums = arrays.room('sums', 4 * plane.width);
  kernel.average(
    source,
    plane.width,
    target,
    size.width,
    size.height,
    arrays.copyOf(countedTaps(columns)),
    arrays.copyOf(Float32Array.from(columns.weights)),
    arrays.copyOf(countedTaps(rows)),
    arrays.copyOf(Float32Array.from(rows.weights)),
    sums,
  );
  return { ...size, data: arrays.floats(target, count).slice() };
}

/** See {@link Occlusion.convolve}. */
export function convolveInKernel(kernel: PaperKernel, arrays: KernelArrays, plane: Plane, taps: Float32Array): Plane {
  const { width, height, data } = plane;
  const radius = taps.length - 1;
  const source = arrays.written('plane', data);
  const target = arrays.room('blurred', data.byteLength);
  const padded = arrays.room('padded', 4 * (width + 2 * (radius + 4)));
  kernel.blurPlane(source, target, width, height, arrays.copyOf(taps), radius, padded);
  return { width, height, data: arrays.floats(target, data.length).slice() };
}
