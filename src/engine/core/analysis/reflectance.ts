import { createPlane, type LightDirection, type Plane } from '../raster.js';

/** Unit vector towards the light: x to the right, y downwards, z towards the viewer. */
export interface LightVector {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

export function lightVector({ azimuth, elevation }: LightDirection): LightVector {
  const a = (azimuth * Math.PI) / 180;
  const e = (elevation * Math.PI) / 180;
  return { x: Math.cos(a) * Math.cos(e), y: Math.sin(a) * Math.cos(e), z: Math.sin(e) };
}

/**
 * Brightness of a matt sheet with slopes `p` (to the right) and `q` (downwards): 1 where it faces the light (Lambert
 * 1760).
 */
export function reflectance(p: number, q: number, light: LightVector): number {
  return (light.z - p * light.x - q * light.y) / Math.sqrt(1 + p * p + q * q);
}

/** What Lambert's law leaves of a shading, given heights in grid steps. */
export function unexplained(shading: Plane, { data }: Plane, light: LightVector): Plane {
  const { width, height } = shading;
  const difference = createPlane(width, height);
  for (let y = 0, i = 0; y < height; y++) {
    const below = y + 1 < height ? width : 0;
    for (let x = 0; x < width; x++, i++) {
      const right = x + 1 < width ? 1 : 0;
      const modelled = reflectance(data[i + right]! - data[i]!, data[i + below]! - data[i]!, light);
      difference.data[i] = shading.data[i]! - modelled;
    }
  }
  return difference;
}
