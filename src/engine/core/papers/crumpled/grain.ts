import { hash } from './hash.js';
import type { Band } from './rasterise.js';

const { ceil, cos, floor, max, min, round, sin, sqrt, PI } = Math;

/** Side (square root of the area, in pixels) of the pictures that the following figures are for: 3000 by 2000. */
const FULL_SIDE = 2450;
/** Deviation of the slope from pixel to pixel, before the picture's own blur. */
const ROUGHNESS = 0.05;
/** Slope of a fibre's flanks. */
const FIBRE_SLOPE = 0.055;
/** Pixels between fibres, which are two to four times as long. */
const FIBRE_SPACING = 9;

/**
 * Adds the surface of the paper itself to the slopes: a roughness and fibres lying every way. Each pixel depends on its
 * place in the picture alone, so bands join without a seam and nothing repeats.
 * @param side square root of the picture's area, in pixels.
 */
export function addGrain(band: Band, seed: number, side: number): void {
  // A pixel of a small picture covers more of the paper, which evens the grain out.
  const share = min(1, sqrt(side / FULL_SIDE));
  addRoughness(band, seed, share * ROUGHNESS);
  addFibres(band, seed, share * FIBRE_SLOPE, max(5, round((FIBRE_SPACING * side) / FULL_SIDE)));
}

function addRoughness({ width, rows, top, p, q }: Band, seed: number, deviation: number): void {
  // Two uniform values from the halves of one hash.
  const scale = (deviation * sqrt(12)) / 65536;
  for (let y = 0, i = 0; y < rows; y++) {
    for (let x = 0; x < width; x++, i++) {
      const bits = hash(x, y + top, seed);
      p[i] = p[i]! + scale * ((bits & 0xffff) - 32767.5);
      q[i] = q[i]! + scale * ((bits >>> 16) - 32767.5);
    }
  }
}

/** One fibre begins in each cell of a grid. */
function addFibres(band: Band, seed: number, slope: number, spacing: number): void {
  const reach = 4.5;
  const firstRow = floor(band.top / spacing - reach);
  const lastRow = ceil((band.top + band.rows) / spacing + reach);
  const lastColumn = ceil(band.width / spacing + reach);
  for (let row = firstRow; row <= lastRow; row++) {
    for (let column = -ceil(reach); column <= lastColumn; column++) {
      const place = hash(column, row, seed ^ 0x5bd1e995);
      const shape = hash(column, row, place);
      drawFibre(band, slope, {
        x: (column + (place & 0xffff) / 65536) * spacing,
        y: (row + (place >>> 16) / 65536) * spacing - band.top,
        angle: ((shape & 0xffff) / 65536) * 2 * PI,
        bend: (((shape >>> 16) & 0xff) / 255 - 0.5) * (1.2 / spacing),
        length: spacing * (2 + (2 * ((shape >>> 24) & 0xff)) / 255),
      });
    }
  }
}

interface Fibre {
  /** Where it begins, its direction there (radians), how that turns (radians a pixel), and its length in pixels. */
  readonly x: number;
  readonly y: number;
  readonly angle: number;
  readonly bend: number;
  readonly length: number;
}

/** A thin curved ridge: one flank rises, the other falls. */
function drawFibre({ width, rows, p, q }: Band, slope: number, { x, y, angle, bend, length }: Fibre): void {
  let dx = cos(angle);
  let dy = sin(angle);
  for (let step = 0; step < length; step++) {
    for (let side = -1; side <= 1; side += 2) {
      const column = floor(x - side * dy * 0.6 + 0.5);
      const row = floor(y + side * dx * 0.6 + 0.5);
      if (column < 0 || column >= width || row < 0 || row >= rows) continue;
      const i = row * width + column;
      p[i] = p[i]! + side * slope * dy;
      q[i] = q[i]! - side * slope * dx;
    }
    x += dx;
    y += dy;
    const turned = dx - bend * dy;
    dy += bend * dx;
    dx = turned;
  }
}
