import type { LightDirection } from '../raster.js';

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
