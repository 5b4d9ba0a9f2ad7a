import type { LightVector } from './reflectance.js';
import type { Objective } from './minimise.js';

/** Weight of bending: low enough that shading decides, high enough that slopes which leave no shading stay straight. */
export const BENDING = 0.003;
/** Second difference of height up to which bending counts squared; beyond it linearly, so that creases stay sharp. */
export const SHARP_BEND = 0.02;
/** Weight of the squared slope: of equal shadings the flatter sheet is the likelier. */
export const FLATNESS = 0.005;

/** Shading of a sheet, 1 where it faces the light, on a grid whose points are one unit apart, row-major. */
export interface Shading {
  readonly width: number;
  readonly height: number;
  readonly data: Float64Array;
}

/**
 * How ill a height field (unit: grid steps) explains a shading: squared differences from Lambert's law, plus a pseudo-
 * Huber penalty on its second differences, which lets creases stand (compare total variation of the slopes), plus a
 * little on slopes.
 */
export function createSheetObjective(shading: Shading, light: LightVector): Objective {
  return (height, gradient) => {
    gradient.fill(0);
    return addShadingTerm(shading, light, height, gradient) + addBendingTerm(shading, height, gradient);
  };
}

function addShadingTerm(shading: Shading, light: LightVector, z: Float64Array, gradient: Float64Array): number {
  const { width, height, data } = shading;
  const { x: lx, y: ly, z: lz } = light;
  let sum = 0;
  for (let y = 0, i = 0; y < height; y++) {
    const below = y + 1 < height ? width : 0;
    for (let x = 0; x < width; x++, i++) {
      const right = x + 1 < width ? 1 : 0;
      const p = z[i + right]! - z[i]!;
      const q = z[i + below]! - z[i]!;
      const inverse = 1 / Math.sqrt(1 + p * p + q * q);
      const modelled = (lz - p * lx - q * ly) * inverse;
      const error = modelled - data[i]!;
      sum += error * error + FLATNESS * (p * p + q * q);
      const bent = modelled * inverse;
      const byP = FLATNESS * p - error * inverse * (lx + bent * p);
      const byQ = FLATNESS * q - error * inverse * (ly + bent * q);
      gradient[i + right]! += byP;
      gradient[i + below]! += byQ;
      gradient[i]! -= byP + byQ;
    }
  }
  return sum / 2;
}

function addBendingTerm({ width, height }: Shading, z: Float64Array, gradient: Float64Array): number {
  const knee = SHARP_BEND * SHARP_BEND;
  let sum = 0;
  for (let y = 0, i = 0; y < height; y++) {
    const inner = y > 0 && y + 1 < height;
    const below = y + 1 < height;
    for (let x = 0; x < width; x++, i++) {
      if (x > 0 && x + 1 < width) {
        const bend = z[i - 1]! - 2 * z[i]! + z[i + 1]!;
        const length = Math.sqrt(bend * bend + knee);
        const force = (BENDING * bend) / length;
        sum += length - SHARP_BEND;
        gradient[i - 1]! += force;
        gradient[i]! -= 2 * force;
        gradient[i + 1]! += force;
      }
      if (inner) {
        const bend = z[i - width]! - 2 * z[i]! + z[i + width]!;
        const length = Math.sqrt(bend * bend + knee);
        const force = (BENDING * bend) / length;
        sum += length - SHARP_BEND;
        gradient[i - width]! += force;
        gradient[i]! -= 2 * force;
        gradient[i + width]! += force;
      }
      if (below && x + 1 < width) {
        const twist = z[i]! - z[i + 1]! - z[i + width]! + z[i + width + 1]!;
        const length = Math.sqrt(twist * twist + knee);
        const force = (2 * BENDING * twist) / length;
        sum += 2 * (length - SHARP_BEND);
        gradient[i]! += force;
        gradient[i + 1]! -= force;
        gradient[i + width]! -= force;
        gradient[i + width + 1]! += force;
      }
    }
  }
  return BENDING * sum;
}
