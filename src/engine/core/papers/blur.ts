import { sampledGaussian } from '../filter.js';

const { ceil, max } = Math;

/** Deviations on either side that a blur reaches: what lies beyond weighs a hundredth. */
const REACH = 2.4;

/** Pixels on either side that a blur takes in, two at least. */
export function blurReach(deviation: number): number {
  return max(2, ceil(REACH * deviation));
}

/** The centre and one side of a Gaussian of unit sum, as the kernel takes it. */
export function gaussianTaps(deviation: number): Float32Array {
  return Float32Array.from(sampledGaussian(deviation, blurReach(deviation)));
}
