import { hash } from './hash.js';
import type { Band } from './rasterise.js';

/** Deviation of the slope from pixel to pixel, before the picture's own blur. */
const ROUGHNESS = 0.035;
/** Slope of a fibre's flanks. */
const FIBRE_SLOPE = 0.03;
/** Fibres are about this many pixels apart in a picture of side 2500, and three to four times as long. */
const FIBRE_SPACING = 7;

/**
 * Adds the surface of the paper itself to the slopes: a roughness and fibres lying every way. Each pixel depends on its
 * place in the picture alone, so bands join without a seam and nothing repeats.
 * @param side square root of the picture's area, in pixels.
 */
export function addGrain(band: Band, seed: number, side: number): void {
  addRoughness(band, seed);
  addFibres(band, seed, Math.max(5, Math.round((FIBRE_SPACING * side) / 2500)));
}

function addRoughness({ width, rows, top, p, q }: Band, seed: number): void {
  // Two 16-bit halves, uniform, of the wanted deviation.
  const scale = (ROUGHNESS * Math.sqrt(12)) / 65536;
  for (let y = 0, i = 0; y < rows; y++) {
    for (let x = 0; x < width; x++, i++) {
      const bits = hash(x, y + top, seed);
      p[i] = p[i]! + scale * ((bits & 0xffff) - 32767.5);
      q[i] = q[i]! + scale * ((bits >>> 16) - 32767.5);
    }
  }
}

function addFibres(band: Band, seed: number, spacing: number): void {
  const reach = 4.5 * spacing;
  const firstRow = Math.floor((band.top - reach) / spacing);
  const lastRow = Math.ceil((band.top + band.rows + reach) / spacing);
  const lastColumn = Math.ceil((band.width + reach) / spacing);
  for (let row = firstRow; row <= lastRow; row++) {
    for (let column = -5; column <= lastColumn; column++) {
      const where = hash(column, row, seed ^ 0x5bd1e995);
      const shape = hash(column, row, where);
      const x = (column + (where & 0xffff) / 65536) * spacing;
      const y = (row + (where >>> 16) / 65536) * spacing - band.top;
      const bend = (((shape >>> 16) & 0xff) / 255 - 0.5) * (1.2 / spacing);
      const length = spacing * (2 + (2.5 * ((shape >>> 24) & 0xff)) / 255);
      drawFibre(band, x, y, (shape & 0xffff) / 65536, bend, length);
    }
  }
}

/**
 * One fibre: a thin ridge, curved, rising on one flank and falling on the other.
 * @param turn first direction, in turns; `bend` radians a pixel.
 */
function drawFibre(
  { width, rows, p, q }: Band,
  x: number,
  y: number,
  turn: number,
  bend: number,
  length: number,
): void {
  let dx = Math.cos(2 * Math.PI * turn);
  let dy = Math.sin(2 * Math.PI * turn);
  for (let step = 0; step < length; step++) {
    for (let side = -1; side <= 1; side += 2) {
      const column = Math.floor(x - side * dy * 0.6 + 0.5);
      const row = Math.floor(y + side * dx * 0.6 + 0.5);
      if (column < 0 || column >= width || row < 0 || row >= rows) continue;
      const i = row * width + column;
      p[i] = p[i]! + side * FIBRE_SLOPE * dy;
      q[i] = q[i]! - side * FIBRE_SLOPE * dx;
    }
    x += dx;
    y += dy;
    const turned = dx - bend * dy;
    dy += bend * dx;
    dx = turned;
  }
}
