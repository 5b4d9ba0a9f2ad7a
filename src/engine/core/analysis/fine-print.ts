import { createPlane, type Plane } from '../raster.js';
import { connectedAreas } from './connected-areas.js';
import type { Passes } from './passes/passes.js';

/** Half the width of the broadest stroke that is taken for print, as a share of the longer side. */
const STROKE = 1 / 80;
/** Ink leaves less than this share of the light around it; most folds leave more. */
const DARKEST_FOLD = 0.3;
/**
 * Size of the largest letter or word, as a share of the longer side, and how many make a print rather than a few deep
 * folds.
 */
const LETTER = 1 / 12;
const FEWEST_LETTERS = 40;

/**
 * The shading without lettering: where many small strokes are far darker than what surrounds them, they are replaced,
 * with their rims, by their surroundings (morphological closing, Serra 1982). Grey ink cannot be told from shade by its
 * colour.
 */
export function withoutFinePrint(shading: Plane, passes: Passes): Plane {
  const { width, height } = shading;
  const half = passes.reduce(shading, { width: Math.ceil(width / 2), height: Math.ceil(height / 2) });
  const radius = Math.round((STROKE * Math.max(width, height)) / 2);
  const closed = negative(greatestAround(negative(greatestAround(half, radius)), radius));
  const letters = lettersIn(half, closed);
  if (letters.length < FEWEST_LETTERS) return shading;
  const ink = createPlane(half.width, half.height);
  for (const letter of letters) for (const i of letter) ink.data[i] = 1;
  const withRims = greatestAround(ink, 1);
  const data = shading.data.slice();
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0, row = (y >> 1) * half.width; x < width; x++, i++) {
      const k = row + (x >> 1);
      if (withRims.data[k]! > 0) data[i] = Math.max(data[i]!, closed.data[k]!);
    }
  }
  return { width, height, data };
}

/** Connected dark areas small enough to be letters or words. */
function lettersIn(shading: Plane, closed: Plane): number[][] {
  const { width, height, data } = shading;
  const dark = new Uint8Array(data.length);
  for (let i = 0; i < dark.length; i++) if (data[i]! < DARKEST_FOLD * closed.data[i]!) dark[i] = 1;
  const largest = LETTER * Math.max(width, height);
  return connectedAreas({ width, height }, dark).filter((area) => extent(area, width) <= largest);
}

/** Longer side of an area's bounding box. */
function extent(area: readonly number[], width: number): number {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const i of area) {
    const x = i % width;
    const y = (i - x) / width;
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return Math.max(right - left, bottom - top) + 1;
}

function negative(plane: Plane): Plane {
  const result = createPlane(plane.width, plane.height);
  for (let i = 0; i < result.data.length; i++) result.data[i] = -plane.data[i]!;
  return result;
}

/** Greatest value in the square of the given radius around each pixel. */
function greatestAround({ width, height, data }: Plane, radius: number): Plane {
  const stride = width + 2 * radius;
  const padded = new Float32Array(stride * (height + 2 * radius)).fill(-Infinity);
  for (let y = 0; y < height; y++) {
    padded.set(data.subarray(y * width, (y + 1) * width), (y + radius) * stride + radius);
  }
  greatestOf(padded, 2 * radius + 1, 1);
  greatestOf(padded, 2 * radius + 1, stride);
  const result = createPlane(width, height);
  for (let y = 0; y < height; y++) result.data.set(padded.subarray(y * stride, y * stride + width), y * width);
  return result;
}

/** Replaces each value by the greatest of as many as `window` says, `step` apart, from it on: of twice as many each time. */
function greatestOf(values: Float32Array, window: number, step: number): void {
  let reach = 1;
  for (; 2 * reach <= window; reach *= 2) raise(values, reach * step);
  raise(values, (window - reach) * step);
}

/** Replaces each value by that so many places on where this is greater. */
function raise(values: Float32Array, by: number): void {
  for (let i = 0, k = by; k < values.length; i++, k++) if (values[k]! > values[i]!) values[i] = values[k]!;
}
