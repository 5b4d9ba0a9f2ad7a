import { createRandom } from '../random.js';
import { createPlane, type Plane } from '../raster.js';
import { wholeFrame } from './frame.js';
import { createSurfaceRows, type SurfaceRows } from './surface.js';

/** Crease strength that is worn bare where the noise is neutral: at the least and at full wear. */
const SHARPEST = 1.05;
const WORN_AT_FULL = 0.5;
/** Strength below which a crease never wears. */
const FAINTEST = 0.2;
/** Deviation of the coarse noise that breaks a crease into worn and whole stretches. */
const BREAKING = 0.2;
/** Grid of that noise, in pixels of a picture whose longer side is 1024. */
const BREAKING_GRID = 14;
/** Deviation of a cubic B-spline surface over independent unit normals: Σ w² of the basis, averaged over positions. */
const SPLINE_DEVIATION = 151 / 315;
/** Shortest worn stretch, in pixels of such a picture: shorter ones would be specks, which no crease leaves. */
const SHORTEST = 14;
/** Weight of the fine noise that frays the rims, and steepness of the rims. */
const FRAYING = 0.16;
const STEEPNESS = 2.2;
/** Ink rubbed thin beside the worn core: how much of it, and how far below the threshold it begins. */
const RUBBED = 0.13;
const RUBBED_FROM = 0.5;
/** Share of the bare paper that comes out in the core: some ink stays in the fibres. */
const BARED = 0.92;

/** Creases as the analysis gives them: line strength 0…255. */
interface Creases {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/**
 * Where sharp creases have lost their ink: crease strength less the threshold, broken up along the creases by seeded noise,
 * worn stretches that are too short removed. {@link wornRow} frays it and turns it into 0…1.
 */
export function planWear(creases: Creases, seed: number, wear: number): Plane {
  const threshold = SHARPEST + (WORN_AT_FULL - SHARPEST) * wear;
  const { width, height } = creases;
  const unit = Math.max(width, height) / 1024;
  const margins = createPlane(width, height);
  const noise = breakingNoise(width, height, BREAKING_GRID * unit, seed);
  const row = new Float32Array(width);
  for (let y = 0; y < height; y++) {
    noise(y, 0, width, row);
    for (let x = 0, i = y * width; x < width; x++, i++) {
      const strength = creases.data[i]! / 255;
      margins.data[i] = strength < FAINTEST ? -threshold : strength - threshold + row[x]!;
    }
  }
  removeShort(margins, SHORTEST * unit);
  return margins;
}

/** From the sampled plane of {@link planWear} to the share of ink lost, 0…1, in place. */
export function wornRow(margins: Float32Array, grain: Float32Array, from: number, to: number): void {
  for (let x = from; x < to; x++) {
    const margin = margins[x]!;
    if (margin < -RUBBED_FROM) {
      margins[x] = 0;
      continue;
    }
    const rubbed = (RUBBED * (margin + RUBBED_FROM)) / RUBBED_FROM;
    const core = (margin + FRAYING * grain[x]!) * STEEPNESS;
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

/** Smooth noise of deviation {@link BREAKING}: a cubic B-spline surface over random values on a coarse grid. */
function breakingNoise(width: number, height: number, grid: number, seed: number): SurfaceRows {
  const random = createRandom(seed ^ 0x77656172);
  const coarse = createPlane(Math.max(2, Math.round(width / grid)), Math.max(2, Math.round(height / grid)));
  for (let i = 0; i < coarse.data.length; i++) coarse.data[i] = (random.normal() * BREAKING) / SPLINE_DEVIATION;
  return createSurfaceRows(coarse, wholeFrame(width, height));
}
