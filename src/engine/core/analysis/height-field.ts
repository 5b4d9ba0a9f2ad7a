import type { Plane } from '../raster.js';
import type { Size } from '../size.js';
import type { Passes } from './passes/passes.js';

/**
 * Deviation, as a share of the longer side, of the mean that is taken off: longer waves are a lamp's fall-off, not
 * folds.
 */
const LONGEST_WAVE = 1 / 4;
/** Deviation of a height below which the sheet is flat. */
const FLAT = 1e-6;

/** The height without waves longer than folds. */
export function foldsOf(height: Plane, passes: Passes): Plane {
  return withoutMean(height, LONGEST_WAVE * Math.max(height.width, height.height), passes);
}

/** The plane less its mean around each place. @param deviation of the blur that gives the mean, in pixels */
export function withoutMean(plane: Plane, deviation: number, passes: Passes): Plane {
  const means = passes.blur(plane, deviation).data;
  const data = new Float32Array(means.length);
  for (let i = 0; i < data.length; i++) data[i] = plane.data[i]! - means[i]!;
  return { ...plane, data };
}

/** Zero mean and unit deviation; all zero where the plane is constant. */
export function standardise(height: Plane): InDeviations {
  return inDeviations(height, FLAT);
}

export interface InDeviations {
  readonly relief: Plane;
  /** One unit of the relief, in the height's own. */
  readonly unit: number;
}

/** Zero mean and unit deviation, or less where the deviation is below `least`, in the height's own unit. */
export function inDeviations(height: Plane, least: number): InDeviations {
  const { data } = height;
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < data.length; i++) {
    sum += data[i]!;
    squares += data[i]! * data[i]!;
  }
  const mean = sum / data.length;
  const deviation = Math.sqrt(Math.max(0, squares / data.length - mean * mean));
  const unit = Math.max(deviation, least);
  const factor = deviation > FLAT ? 1 / unit : 0;
  return { relief: { ...height, data: linear(data, mean, factor) }, unit };
}

/** The plane with each value multiplied. */
export function scale({ width, height, data }: Plane, factor: number): Plane {
  return { width, height, data: linear(data, 0, factor) };
}

/** Values less `offset`, times `factor`. */
function linear(values: Float32Array, offset: number, factor: number): Float32Array {
  const result = new Float32Array(values.length);
  for (let i = 0; i < result.length; i++) result[i] = (values[i]! - offset) * factor;
  return result;
}

/** The plane at another size, larger or smaller. */
export function resize(plane: Plane, size: Size, passes: Passes): Plane {
  const smaller = plane.width > size.width || plane.height > size.height;
  return smaller ? passes.reduce(plane, size) : passes.enlarge(plane, size);
}
