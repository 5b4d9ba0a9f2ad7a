import { gaussianBlur } from '../filter.js';
import { keepLatest } from '../keep-latest.js';
import type { Ink } from '../presets/index.js';
import { createPlane, type Plane } from '../raster.js';
import type { Sheet } from './sheet.js';

/** Bumps are what is finer than this deviation, in pixels of a picture whose longer side is 1024. */
const BUMPS = 3;

/** How unevenly stock takes ink, 0…1: soft stock that ink does not cover. */
export function unevennessOf({ absorption, showThrough }: Ink): number {
  return absorption * showThrough;
}

const latestMottle = keepLatest<Plane>();
const latestBumps = keepLatest<Float32Array>();

/**
 * Where ink lies thinner, on the bumps of the sheet, and where thicker, in its hollows: printers call it mottle, painters
 * granulation. `gain` for each unit of relief. Null where the height is not exactly known: the bumps of a relief that was
 * estimated are its errors.
 */
export function planMottle({ relief, known }: Sheet, gain: number): Plane | null {
  if (!known) return null;
  return latestMottle(relief, String(gain), () => {
    const { width, height } = relief;
    const bumps = latestBumps(relief, '', () => bumpsOf(relief, (BUMPS * Math.max(width, height)) / 1024));
    const mottle = createPlane(width, height);
    for (let i = 0; i < bumps.length; i++) mottle.data[i] = gain * bumps[i]!;
    return mottle;
  });
}

/** The fine part of the relief. */
function bumpsOf(relief: Plane, sigma: number): Float32Array {
  const coarse = gaussianBlur(relief, sigma).data;
  return relief.data.map((value, i) => value - coarse[i]!);
}
