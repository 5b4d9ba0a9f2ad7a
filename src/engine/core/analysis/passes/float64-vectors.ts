import type { Vectors } from './minimise.js';

export function float64Vectors(length: number): Vectors<Float64Array> {
  return {
    create: () => new Float64Array(length),
    dot(a, b) {
      let sum = 0;
      for (let i = 0; i < length; i++) sum += a[i]! * b[i]!;
      return sum;
    },
    addScaled(target, source, factor) {
      for (let i = 0; i < length; i++) target[i]! += factor * source[i]!;
    },
    combine(target, a, b, factor) {
      for (let i = 0; i < length; i++) target[i] = a[i]! + factor * b[i]!;
    },
  };
}
