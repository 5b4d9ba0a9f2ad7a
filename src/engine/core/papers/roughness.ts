import type { Band } from './band.js';
import { hash } from './hash.js';

/** Side (square root of the area, in pixels) of the pictures that deviations are for: 3000 by 2000. */
const FULL_SIDE = 2450;

/** A pixel of a smaller picture covers more of the paper, which evens its grain out. */
export function grainShare(side: number): number {
  return Math.min(1, Math.sqrt(side / FULL_SIDE));
}

/**
 * Adds independent slopes to every pixel: the roughness of the surface itself.
 * @param deviation of the slopes in a picture of 3000 by 2000 pixels, before its own blur
 * @param side square root of the picture's area, in pixels
 */
export function addRoughness({ width, rows, top, p, q }: Band, seed: number, deviation: number, side: number): void {
  // Two uniform values from the halves of one hash.
  const scale = (grainShare(side) * deviation * Math.sqrt(12)) / 65536;
  for (let y = 0, i = 0; y < rows; y++) {
    for (let x = 0; x < width; x++, i++) {
      const bits = hash(x, y + top, seed);
      p[i] = p[i]! + scale * ((bits & 0xffff) - 32767.5);
      q[i] = q[i]! + scale * ((bits >>> 16) - 32767.5);
    }
  }
}
