import type { Raster } from '../raster.js';
import type { Size } from '../size.js';
import type { RowsRenderer } from './print-rows.js';

/** Bands of rows that threads take are multiples of it. */
const GREATEST_FACTOR = 32;

/** The result reduced by the mean of squares of pixels while its rows are still in the processor's cache. */
export interface Miniature {
  /** Side of the squares: a power of two. What is left over at the right and at the bottom is left out. */
  readonly factor: number;
  readonly picture: Raster;
}

/**
 * Room for a miniature whose longer side has `least` pixels at least and less than twice as many; null where the result has no
 * more than that itself.
 */
export function planMiniature(
  { width, height }: Size,
  least: number,
  allocate: (size: number) => Uint8Array,
): Miniature | null {
  const most = Math.min(GREATEST_FACTOR, Math.max(width, height) / least, width, height);
  if (most < 2) return null;
  const factor = 2 ** Math.floor(Math.log2(most));
  const size = { width: Math.floor(width / factor), height: Math.floor(height / factor) };
  return { factor, picture: { ...size, channels: 3, data: allocate(size.width * size.height * 3) } };
}

/** Reduces rows that are done; `from` is a multiple of the factor. */
export function createMiniatureRows({ factor, picture }: Miniature, result: Raster): RowsRenderer {
  const { width, data } = picture;
  const area = factor * factor;
  return (from, to) => {
    for (let top = from; top + factor <= to; top += factor) {
      const start = (top / factor) * width * 3;
      for (let i = 0; i < width * 3; i++) {
        const channel = i % 3;
        const left = ((i - channel) / 3) * factor;
        let sum = area / 2;
        for (let y = top; y < top + factor; y++) {
          for (let x = left; x < left + factor; x++) sum += result.data[(y * result.width + x) * 3 + channel]!;
        }
        data[start + i] = sum / area;
      }
    }
  };
}
