import type { Band } from './band.js';
import { hash } from './hash.js';

const { min, sqrt } = Math;

/** Side (square root of the area, in pixels) of the pictures that deviations are for: 3000 by 2000. */
const FULL_SIDE = 2450;

/** A pixel of a smaller picture covers more of the paper, which evens its grain out. */
export function grainShare(side: number): number {
  return min(1, sqrt(side / FULL_SIDE));
}

/** What one step of the 16 bits from which a slope is drawn stands for. */
export function roughnessStep(deviation: number): number {
  return (deviation * sqrt(12)) / 65536;
}

/** Adds independent slopes of the given deviation to every pixel: the roughness of the surface itself. */
export function addRoughness({ width, rows, top, p, q }: Band, seed: number, deviation: number): void {
  // Two uniform values from the halves of one hash.
  const step = roughnessStep(deviation);
  for (let y = 0, i = 0; y < rows; y++) {
    for (let x = 0; x < width; x++, i++) {
      const bits = hash(x, y + top, seed);
      p[i] = p[i]! + step * ((bits & 0xffff) - 32767.5);
      q[i] = q[i]! + step * ((bits >>> 16) - 32767.5);
    }
  }
}
