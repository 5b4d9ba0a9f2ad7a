import type { Creases } from '../analysis/index.js';
import { createPlane, type Plane } from '../raster.js';
import { keepLatest } from '../keep-latest.js';
import { wearOfCrossing } from './crossing-wear.js';
import { findCrossings, type Crossing } from './crossings.js';
import { createDeviatingNoise } from './value-noise.js';

/** Crease strength that is worn bare where the noise is neutral: at the least and at full wear. */
const SHARPEST = 0.95;
const WORN_AT_FULL = 0.42;
/** Strength below which a crease never wears. */
const FAINTEST = 0.2;
/**
 * Deviation and grid, in pixels of a picture whose longer side is 1024, of the noises that break a crease into worn and
 * whole stretches: one alone leaves even dashes.
 */
const BREAKING = 0.1;
const BREAKING_GRID = 22;
const SPARING = 0.12;
const SPARING_GRID = 90;
/** Share of the coarser noise at crossings: few of them are spared. */
const SPARED_CROSSING = 0.6;
const CROSSINGS = 0x63726f73;
/** Shortest worn stretch, in pixels of such a picture: shorter ones would be specks, which no crease leaves. */
const SHORTEST = 22;
/** Deviation and grid of the finer noise that makes it broad here and thin there. */
const SWELLING = 0.1;
const SWELLING_GRID = 5;
/** Deviation, in pixels of such a picture, and grid of the noise by which the bare line leaves the crease: ink flakes off beside it. */
const WAVERING = 0.42;
const WAVERING_GRID = 5.5;
/** Deviation and grid of the flakes of ink that stay. */
const FLAKING = 0.16;
const FLAKING_GRID = 2;
/** Weight of the clumps of fibres that fray the rims, from this many pixels a side on; smaller pictures average them away. */
const FRAYING = 0.16;
const FRAYING_SIDE = 2500;
/** Of the rims. */
const STEEPNESS = 2.6;
/** Ink rubbed thin beside the worn core and between worn stretches: how much of it, and how far below the threshold it begins. */
const RUBBED = 0.3;
const RUBBED_FROM = 0.32;
/** Share of the bare paper that comes out in the core: some ink stays in the fibres. */
const BARED = 0.92;

/**
 * Where sharp creases have lost their ink: how far they can wear less the threshold, stretches that are too short as far below
 * it as they were above. {@link wornRow} frays it and turns it into 0…1.
 */
export function planWear(creases: Creases, seed: number, wear: number): Plane {
  const threshold = SHARPEST + (WORN_AT_FULL - SHARPEST) * wear;
  const { width, height } = creases;
  const { places, values } = latestWearable(creases, String(seed), () => placesOf(wearableBy(creases, seed), width));
  const margins = createPlane(width, height);
  margins.data.fill(-threshold);
  for (let k = 0; k < places.length; k++) margins.data[places[k]!] = values[k]! - threshold;
  sinkShort(margins, places, (SHORTEST * Math.max(width, height)) / 1024);
  return margins;
}

/** Pixels of the mask that can wear, in ascending order, and how far: few of all, so that another wear is soon planned. */
interface Wearable {
  readonly places: Int32Array;
  readonly values: Float64Array;
}

/** The same for every wear, and most of the work. */
const latestWearable = keepLatest<Wearable>();
const latestCrossings = keepLatest<readonly Crossing[]>();

/** How far creases can wear: their strength, led aside and broken up by seeded noise; 0 beside them. */
function wearableBy(creases: Creases, seed: number): Float64Array {
  const { width, height } = creases;
  const unit = Math.max(width, height) / 1024;
  const noiseOf = (name: number, deviation: number, grid: number) =>
    createDeviatingNoise(seed ^ name, deviation, grid * unit);
  const sparing = noiseOf(0x73706172, SPARING, SPARING_GRID);
  const breaking = noiseOf(0x77656172, BREAKING, BREAKING_GRID);
  const swelling = noiseOf(0x7377656c, SWELLING, SWELLING_GRID);
  const flaking = noiseOf(0x666c616b, FLAKING, FLAKING_GRID);
  const asideX = noiseOf(0x61736478, WAVERING * unit, WAVERING_GRID);
  const asideY = noiseOf(0x61736479, WAVERING * unit, WAVERING_GRID);
  const wearable = new Float64Array(width * height);
  const near = nearCreases(creases, Math.ceil(unit));
  const wearRow = (y: number) => {
    for (let x = 0, i = y * width; x < width; x++, i++) {
      if (near[i] === 0) continue;
      const strength = strengthAt(creases, x + asideX(x, y), y + asideY(x, y));
      if (strength < FAINTEST) continue;
      wearable[i] = strength + sparing(x, y) + breaking(x, y) + swelling(x, y) + flaking(x, y);
    }
  };
  for (let y = 0; y < height; y++) wearRow(y);
  latestCrossings(creases, '', () => findCrossings(creases)).forEach((crossing, k) => {
    const { reach, isNear, strengthAt: strengthOf } = wearOfCrossing(crossing, (seed ^ CROSSINGS) + k, unit);
    const [first, last] = [Math.max(0, Math.ceil(crossing.x - reach)), Math.min(width - 1, crossing.x + reach)];
    const bottom = Math.min(height - 1, crossing.y + reach);
    for (let y = Math.max(0, Math.ceil(crossing.y - reach)); y <= bottom; y++) {
      for (let x = first, i = y * width + x; x <= last; x++, i++) {
        if (!isNear(x, y)) continue;
        const strength = strengthOf(x + asideX(x, y), y + asideY(x, y));
        if (strength < FAINTEST) continue;
        const worn = strength + SPARED_CROSSING * (sparing(x, y) + flaking(x, y)) + breaking(x, y) + swelling(x, y);
        if (worn > wearable[i]!) wearable[i] = worn;
      }
    }
  });
  return wearable;
}

function placesOf(wearable: Float64Array, width: number): Wearable {
  const places: number[] = [];
  for (let from = 0; from < wearable.length; from += width) pushPlaces(wearable, from, from + width, places);
  return { places: Int32Array.from(places), values: Float64Array.from(places, (i) => wearable[i]!) };
}

function pushPlaces(wearable: Float64Array, from: number, to: number, places: number[]): void {
  for (let i = from; i < to; i++) if (wearable[i] !== 0) places.push(i);
}

/** Marks what lies within `reach` pixels of a crease that can wear, along both axes. */
function nearCreases(creases: Creases, reach: number): Uint8Array {
  const near = new Uint8Array(creases.data.length);
  for (let y = 0; y < creases.height; y++) markAroundRow(creases, y, reach, near);
  return near;
}

function markAroundRow({ width, height, data }: Creases, y: number, reach: number, near: Uint8Array): void {
  const faintest = FAINTEST * 255;
  const top = Math.max(0, y - reach);
  const bottom = Math.min(height - 1, y + reach);
  for (let x = 0, i = y * width; x < width; x++, i++) {
    if (data[i]! < faintest) continue;
    const [left, right] = [Math.max(0, x - reach), Math.min(width, x + reach + 1)];
    for (let row = top; row <= bottom; row++) near.fill(1, row * width + left, row * width + right);
  }
}

/** Strength 0…1 at any place, interpolated; that of the border beyond it. */
function strengthAt({ width, height, data }: Creases, x: number, y: number): number {
  const inX = Math.min(width - 1, Math.max(0, x));
  const inY = Math.min(height - 1, Math.max(0, y));
  const [column, row] = [Math.floor(inX), Math.floor(inY)];
  const [s, t] = [inX - column, inY - row];
  const upper = row * width + column;
  const lower = row + 1 < height ? upper + width : upper;
  const next = column + 1 < width ? 1 : 0;
  const above = data[upper]! + (data[upper + next]! - data[upper]!) * s;
  const below = data[lower]! + (data[lower + next]! - data[lower]!) * s;
  return (above + (below - above) * t) / 255;
}

/** Weight of the clumps in a picture of that longer side. */
export function frayingOf(longerSide: number): number {
  return FRAYING * Math.min(1, longerSide / FRAYING_SIDE);
}

/** From the sampled plane of {@link planWear} to the share of ink lost, 0…1, in place. */
export function wornRow(margins: Float32Array, clumps: Float32Array, from: number, to: number, fraying: number): void {
  for (let x = from; x < to; x++) {
    const margin = margins[x]!;
    if (margin < -RUBBED_FROM) {
      margins[x] = 0;
      continue;
    }
    const nearness = (margin + RUBBED_FROM) / RUBBED_FROM;
    const rubbed = RUBBED * nearness * nearness;
    const core = (margin + fraying * clumps[x]!) * STEEPNESS;
    const worn = core > rubbed ? core : rubbed;
    margins[x] = worn > 1 ? BARED : worn * BARED;
  }
}

/**
 * Turns the sign of connected positive areas unless their bounding box has a diagonal of at least `shortest`.
 *
 * @param places all that may be positive
 */
function sinkShort({ width, height, data }: Plane, places: Int32Array, shortest: number): void {
  const seen = new Uint8Array(data.length);
  const area = new Int32Array(places.length);
  for (const start of places) {
    if (seen[start] || data[start]! <= 0) continue;
    let count = 1;
    area[0] = start;
    seen[start] = 1;
    let [left, right, top, bottom] = [width, 0, height, 0];
    for (let next = 0; next < count; next++) {
      const i = area[next]!;
      const y = (i / width) | 0;
      const x = i - y * width;
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      if (y > bottom) bottom = y;
      const [first, last] = [x > 0 ? -1 : 0, x < width - 1 ? 1 : 0];
      const end = i + (y < height - 1 ? width : 0);
      for (let row = i - (y > 0 ? width : 0); row <= end; row += width) {
        for (let j = row + first; j <= row + last; j++) {
          if (data[j]! <= 0 || seen[j]) continue;
          seen[j] = 1;
          area[count++] = j;
        }
      }
    }
    if (Math.hypot(right - left + 1, bottom - top + 1) >= shortest) continue;
    for (let k = 0; k < count; k++) data[area[k]!]! *= -1;
  }
}
