import type { Size } from '../../size.js';
import type { LightVector } from '../reflectance.js';
import type { Objective } from './minimise.js';

/** Weight of bending: low enough that shading decides, high enough that slopes which leave no shading stay straight. */
export const BENDING = 0.001;
/** Length of the second differences of height up to which bending counts squared; beyond it linearly, so that creases stay sharp. */
export const SHARP_BEND = 0.02;
/** Weight of the squared slope: of equal shadings the flatter sheet is the likelier. */
export const FLATNESS = 0.001;

/**
 * How ill a height field (unit: grid steps) explains a shading: squared differences from Lambert's law, plus a pseudo-
 * Huber penalty on the Hessian, which lets creases of any direction stand (compare total variation of the slopes), plus
 * a little on slopes.
 *
 * @param shading 1 where the sheet faces the light, of the cell to the lower right of each height; in the last column and
 * row there is none
 */
export function createSheetObjective(size: Size, shading: Float64Array, light: LightVector): Objective<Float64Array> {
  return (heights, gradient) => {
    gradient.fill(0);
    return addShadingTerm(size, shading, light, heights, gradient) + addBendingTerm(size, heights, gradient);
  };
}

function addShadingTerm(
  { width: row, height }: Size,
  shading: Float64Array,
  light: LightVector,
  z: Float64Array,
  gradient: Float64Array,
): number {
  const { x: lx, y: ly, z: lz } = light;
  let sum = 0;
  for (let y = 0; y + 1 < height; y++) {
    for (let x = 0, i = y * row; x + 1 < row; x++, i++) {
      const falling = (z[i + row + 1]! - z[i]!) / 2;
      const rising = (z[i + 1]! - z[i + row]!) / 2;
      const p = falling + rising;
      const q = falling - rising;
      const inverse = 1 / Math.sqrt(1 + p * p + q * q);
      const modelled = (lz - p * lx - q * ly) * inverse;
      const error = modelled - shading[i]!;
      sum += error * error + FLATNESS * (p * p + q * q);
      const bent = modelled * inverse;
      const byP = FLATNESS * p - error * inverse * (lx + bent * p);
      const byQ = FLATNESS * q - error * inverse * (ly + bent * q);
      const byFalling = (byP + byQ) / 2;
      const byRising = (byP - byQ) / 2;
      gradient[i + row + 1]! += byFalling;
      gradient[i]! -= byFalling;
      gradient[i + 1]! += byRising;
      gradient[i + row]! -= byRising;
    }
  }
  return sum / 2;
}

/** Beyond the border the sheet goes on as it is: differences that would need points there count as none. */
function addBendingTerm({ width, height }: Size, z: Float64Array, gradient: Float64Array): number {
  const knee = SHARP_BEND * SHARP_BEND;
  let sum = 0;
  for (let y = 0, i = 0; y < height; y++) {
    const below = y + 1 < height ? width : 0;
    const along = y > 0 ? below : 0;
    for (let x = 0; x < width; x++, i++) {
      const right = x + 1 < width ? 1 : 0;
      const across = x > 0 ? right : 0;
      const bendX = z[i - across]! - 2 * z[i]! + z[i + across]!;
      const bendY = z[i - along]! - 2 * z[i]! + z[i + along]!;
      const twist = z[i]! - z[i + right]! - z[i + below]! + z[i + below + right]!;
      const length = Math.sqrt(bendX * bendX + bendY * bendY + 2 * twist * twist + knee);
      sum += length - SHARP_BEND;
      const force = BENDING / length;
      const forceX = force * bendX;
      const forceY = force * bendY;
      const torque = 2 * force * twist;
      gradient[i - across]! += forceX;
      gradient[i + across]! += forceX;
      gradient[i - along]! += forceY;
      gradient[i + along]! += forceY;
      gradient[i]! += torque - 2 * (forceX + forceY);
      gradient[i + right]! -= torque;
      gradient[i + below]! -= torque;
      gradient[i + below + right]! += torque;
    }
  }
  return BENDING * sum;
}
