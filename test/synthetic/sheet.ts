import { linearToSrgb } from '../../src/engine/core/colour.js';
import { createRandom } from '../../src/engine/core/random.js';
import type { LightDirection, Plane, Raster } from '../../src/engine/core/raster.js';

/** A sheet of exactly known shape. */
export interface Sheet {
  /** Height towards the viewer, in pixels. */
  readonly height: Plane;
  readonly light: LightDirection;
}

/** A sheet of the given seed and side in pixels. */
export type SheetMaker = (seed: number, side: number) => Sheet;

export interface Photography {
  /** Linear reflectance of the paper; default white. */
  readonly paper?: readonly [number, number, number];
  /** Share of white in each channel that each pixel's ink or stain leaves; default none. */
  readonly ink?: (x: number, y: number) => readonly [number, number, number];
  /** Deviation of the grain, as a share of white; default 0. */
  readonly grain?: number;
  /** Share of the light that comes from all around, whatever the slope; default 0. */
  readonly ambient?: number;
  /** Share of the lamp, 0…1, that each pixel sees; default all of it: no shadows are cast. */
  readonly lamp?: Float32Array;
}

/** The picture of a matt sheet: Lambert's law, its brightest point at white, rounded to 8 bits a channel. */
export function photograph({ height, light }: Sheet, photography: Photography = {}): Raster {
  const { paper = [1, 1, 1], ink, grain = 0, ambient = 0, lamp } = photography;
  const shading = lambert(height, light).map((value, i) => ambient + (1 - ambient) * value * (lamp?.[i] ?? 1));
  const brightest = shading.reduce((most, value) => Math.max(most, value), 0);
  const random = createRandom(1);
  const data = new Uint8Array(shading.length * 3);
  for (let i = 0; i < shading.length; i++) {
    const value = shading[i]! / brightest + grain * random.normal();
    const left = ink?.((i % height.width) / height.width, Math.floor(i / height.width) / height.height) ?? [1, 1, 1];
    for (let channel = 0; channel < 3; channel++) {
      data[3 * i + channel] = Math.round(255 * linearToSrgb(value * paper[channel]! * left[channel]!));
    }
  }
  return { width: height.width, height: height.height, channels: 3, data };
}

function lambert({ width, height, data }: Plane, { azimuth, elevation }: LightDirection): Float64Array {
  const a = (azimuth * Math.PI) / 180;
  const e = (elevation * Math.PI) / 180;
  const toLight = { x: Math.cos(a) * Math.cos(e), y: Math.sin(a) * Math.cos(e), z: Math.sin(e) };
  const at = (x: number, y: number) =>
    data[Math.min(height - 1, Math.max(0, y)) * width + Math.min(width - 1, Math.max(0, x))]!;
  return Float64Array.from({ length: width * height }, (_, i) => {
    const x = i % width;
    const y = (i - x) / width;
    const p = (at(x + 1, y) - at(x - 1, y)) / 2;
    const q = (at(x, y + 1) - at(x, y - 1)) / 2;
    return Math.max(0, (toLight.z - p * toLight.x - q * toLight.y) / Math.sqrt(1 + p * p + q * q));
  });
}
