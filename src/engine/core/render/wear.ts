import type { Creases } from '../analysis/index.js';
import { createPlane, type Plane } from '../raster.js';
import { createValueNoise, VALUE_NOISE_DEVIATION } from './value-noise.js';

/** Crease strength that is worn bare where the noise is neutral: at the least and at full wear. */
const SHARPEST = 0.95;
const WORN_AT_FULL = 0.42;
/** Strength below which a crease never wears. */
const FAINTEST = 0.2;
/**
 * Deviation and grid, in pixels of a picture whose longer side is 1024, of the noises that break a crease into worn and
 * whole stretches: one alone leaves even dashes.
 */
const BREAKING = 0.15;
const BREAKING_GRID = 14;
const SPARING = 0.17;
const SPARING_GRID = 61;
/** Shortest worn stretch, in pixels of such a picture: shorter ones would be specks, which no crease leaves. */
const SHORTEST = 22;
/** Deviation and grid of the finer noise that makes it broad here and thin there. */
const SWELLING = 0.1;
const SWELLING_GRID = 5;
/** Weight of the clumps of fibres that fray the rims, from this many pixels a side on; smaller pictures average them away. */
const FRAYING = 0.16;
const FRAYING_SIDE = 2500;
/** Of the rims. */
const STEEPNESS = 2.6;
/** Ink rubbed thin beside the worn core: how much of it, and how far below the threshold it begins. */
const RUBBED = 0.13;
const RUBBED_FROM = 0.32;
/** Share of the bare paper that comes out in the core: some ink stays in the fibres. */
const BARED = 0.92;

/**
 * Where sharp creases have lost their ink: crease strength less the threshold, broken up along the creases by seeded noise,
 * worn stretches that are too short removed. {@link wornRow} frays it and turns it into 0…1.
 */
export function planWear(creases: Creases, seed: number, wear: number): Plane {
  const threshold = SHARPEST + (WORN_AT_FULL - SHARPEST) * wear;
  const { width, height } = creases;
  const unit = Math.max(width, height) / 1024;
  const margins = createPlane(width, height);
  const noise = createValueNoise(seed ^ 0x77656172);
  const spare = createValueNoise(seed ^ 0x73706172);
  const swell = createValueNoise(seed ^ 0x7377656c);
  const frequency = (grid: number) => 1 / (grid * unit);
  const [coarser, perPixel, finer] = [frequency(SPARING_GRID), frequency(BREAKING_GRID), frequency(SWELLING_GRID)];
  const weightOf = (deviation: number) => deviation / VALUE_NOISE_DEVIATION;
  const [coarserWeight, weight, finerWeight] = [weightOf(SPARING), weightOf(BREAKING), weightOf(SWELLING)];
  margins.data.fill(-threshold);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const strength = creases.data[i]! / 255;
      if (strength < FAINTEST) continue;
      margins.data[i] =
        strength -
        threshold +
        coarserWeight * (spare(x * coarser, y * coarser) - 0.5) +
        weight * (noise(x * perPixel, y * perPixel) - 0.5) +
        finerWeight * (swell(x * finer, y * finer) - 0.5);
    }
  }
  removeShort(margins, SHORTEST * unit);
  return margins;
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
    const rubbed = (RUBBED * (margin + RUBBED_FROM)) / RUBBED_FROM;
    const core = (margin + fraying * clumps[x]!) * STEEPNESS;
    const worn = core > rubbed ? core : rubbed;
    margins[x] = worn > 1 ? BARED : worn * BARED;
  }
}

/** Makes connected positive areas negative unless their bounding box has a diagonal of at least `shortest`. */
function removeShort({ width, height, data }: Plane, shortest: number): void {
  const seen = new Uint8Array(data.length);
  const area: number[] = [];
  for (let start = 0; start < data.length; start++) {
    if (seen[start] || data[start]! <= 0) continue;
    area.length = 0;
    area.push(start);
    seen[start] = 1;
    let [left, right, top, bottom] = [width, 0, height, 0];
    for (let next = 0; next < area.length; next++) {
      const i = area[next]!;
      const x = i % width;
      const y = (i - x) / width;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
      for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
        for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
          const j = ny * width + nx;
          if (seen[j] || data[j]! <= 0) continue;
          seen[j] = 1;
          area.push(j);
        }
      }
    }
    if (Math.hypot(right - left + 1, bottom - top + 1) >= shortest) continue;
    for (const i of area) data[i] = -RUBBED_FROM;
  }
}
