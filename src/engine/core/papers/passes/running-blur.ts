import { convolve } from '../../filter.js';
import type { Band } from '../band.js';
import { blurReach, gaussianTaps } from '../blur.js';

/** See {@link Passes.prepareBlur}. */
export function prepareBlur(band: Band, plane: 'z' | 'p' | 'q', deviation: number): () => void {
  const { width, rows } = band;
  const taps = gaussianTaps(deviation);
  const waiting = 2 * blurReach(deviation) * width;
  const height = rows + 2 * blurReach(deviation);
  const source = { width, height, data: new Float32Array(width * height) };
  const blurred = { width, height, data: new Float32Array(width * height) };
  return () => {
    source.data.set(band[plane], waiting);
    convolve(source, blurred, taps);
    band[plane].set(blurred.data.subarray(waiting / 2, waiting / 2 + rows * width));
    source.data.copyWithin(0, rows * width);
  };
}
