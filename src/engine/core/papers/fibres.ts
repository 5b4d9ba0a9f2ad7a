import { createBand, moveBand, type Band } from './band.js';
import { hash } from './hash.js';

const { ceil, cos, floor, max, min, sin } = Math;

/** Rows that fibres are drawn on at a time: more than they are long, or most would be drawn again and again. */
export const FIBRE_ROWS = 128;

/** Fibres of one kind. Lengths in pixels. */
export interface Fibres {
  readonly seed: number;
  /** One fibre begins in each cell of a grid of this size. */
  readonly spacing: number;
  readonly length: readonly [number, number];
  /** Greatest turn from end to end, radians, either way. */
  readonly bend: number;
  /** Greatest angle to the horizontal, radians: π for any direction. */
  readonly spread: number;
  /** Slope of the flanks. */
  readonly slope: number;
  /** Least and greatest change of the reflectance. */
  readonly tone: readonly [number, number];
}

/** Directions that fibres may begin in, to one side; as many lie opposite. */
const DIRECTIONS = 4096;
const directions = new Map<number, Float64Array>();

/** Cosine and sine of each direction, up to `spread` from the horizontal. */
export function directionsOf(spread: number): Float64Array {
  let table = directions.get(spread);
  if (!table) {
    const angleOf = (direction: number) => (direction / DIRECTIONS - 0.5) * 2 * spread;
    table = Float64Array.from({ length: 2 * DIRECTIONS }, (_, i) => (i % 2 ? sin : cos)(angleOf(i >> 1)));
    directions.set(spread, table);
  }
  return table;
}

/** Adds fibres to a band on its way down the picture; see {@link addFibres}. */
export function prepareFibres(band: Band, fibres: Fibres): () => void {
  const { width, rows } = band;
  // A row more at either border, for fibres stain four pixels at a time.
  const drawn = createBand(width, FIBRE_ROWS + 2, NaN);
  return () => {
    const first = band.top - drawn.top;
    if (!(first >= 1 && first + rows <= FIBRE_ROWS + 1)) {
      moveBand(drawn, band.top - 1);
      addFibres(drawn, fibres);
    }
    const from = (band.top - drawn.top) * width;
    for (const plane of ['p', 'q', 'tone'] as const) addPlane(drawn[plane].subarray(from), band[plane]);
  };
}

function addPlane(source: Float32Array, target: Float32Array): void {
  for (let i = 0; i < target.length; i++) target[i] = target[i]! + source[i]!;
}

/**
 * Scatters fibres over a band: thin curved ridges, one flank rising, the other falling, that are darker or lighter than the
 * paper. Each depends on its place in the picture alone, so bands join without a seam and nothing repeats.
 */
export function addFibres(band: Band, fibres: Fibres): void {
  const { seed, spacing, length, bend, spread, slope, tone } = fibres;
  const table = directionsOf(spread);
  const reach = length[1] / spacing + 1;
  const firstRow = floor(band.top / spacing - reach);
  const lastRow = ceil((band.top + band.rows) / spacing + reach);
  const lastColumn = ceil(band.width / spacing + reach);
  for (let row = firstRow; row <= lastRow; row++) {
    for (let column = -ceil(reach); column <= lastColumn; column++) {
      const place = hash(column, row, seed ^ 0x5bd1e995);
      const shape = hash(column, row, place);
      const turn = ((shape >>> 16) & 0xff) / 255 - 0.5;
      const size = ((shape >>> 24) & 0xff) / 255;
      const own = length[0] + (length[1] - length[0]) * size * size;
      const y = (row + (place >>> 16) / 65536) * spacing - band.top;
      if (y < -own || y > band.rows + own) continue;
      const direction = 2 * (shape & 0xfff);
      const side = (shape & 0x1000) === 0 ? 1 : -1;
      drawFibre(band, slope, {
        x: (column + (place & 0xffff) / 65536) * spacing,
        y,
        dx: side * table[direction]!,
        dy: side * table[direction + 1]!,
        bend: (2 * bend * turn) / own,
        length: own,
        tone: tone[0] + (tone[1] - tone[0]) * (((shape >>> 13) & 7) / 7),
      });
    }
  }
}

interface Fibre {
  /** Where it begins, its direction there, how that turns (radians a pixel), and its length in pixels. */
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
  readonly bend: number;
  readonly length: number;
  readonly tone: number;
}

function drawFibre(band: Band, slope: number, fibre: Fibre): void {
  const { width, rows, p, q } = band;
  const { bend, length, tone } = fibre;
  let { x, y, dx, dy } = fibre;
  for (let step = 0; step < length; step++) {
    if (slope !== 0) {
      for (let side = -1; side <= 1; side += 2) {
        const column = floor(x - side * dy * 0.6 + 0.5);
        const row = floor(y + side * dx * 0.6 + 0.5);
        if (column < 0 || column >= width || row < 0 || row >= rows) continue;
        const i = row * width + column;
        p[i] = p[i]! + side * slope * dy;
        q[i] = q[i]! - side * slope * dx;
      }
    }
    // Tapered, so that ends do not look cut.
    if (tone !== 0) stain(band, x, y, tone * min(1, (4 * min(step + 1, length - step)) / length));
    x += dx;
    y += dy;
    const turned = dx - bend * dy;
    dy += bend * dx;
    dx = turned;
  }
}

/** Shares a change of reflectance among the four pixels around a point. */
function stain({ width, rows, tone }: Band, x: number, y: number, amount: number): void {
  const column = floor(x);
  const row = floor(y);
  if (column < 0 || column >= width - 1 || row < 0 || row >= rows - 1) return;
  const right = x - column;
  const below = y - row;
  const i = row * width + column;
  const left = amount * (1 - right);
  const other = amount * right;
  tone[i] = tone[i]! + left * (1 - below);
  tone[i + 1] = tone[i + 1]! + other * (1 - below);
  tone[i + width] = tone[i + width]! + left * below;
  tone[i + width + 1] = tone[i + width + 1]! + other * below;
}

/** Round spots of the given radius in pixels, one in each cell that chance elects. */
export interface Specks {
  readonly seed: number;
  readonly spacing: number;
  readonly chance: number;
  readonly radius: readonly [number, number];
  readonly tone: readonly [number, number];
}

export function addSpecks(band: Band, specks: Specks): void {
  const { seed, spacing, chance, radius, tone } = specks;
  const reach = radius[1] * 1.5 + 1;
  for (let row = floor((band.top - reach) / spacing); row <= (band.top + band.rows + reach) / spacing; row++) {
    for (let column = -1; column <= band.width / spacing + 1; column++) {
      const place = hash(column, row, seed);
      const shape = hash(row, column, place);
      if (((shape >>> 16) & 0xff) / 256 >= chance) continue;
      const size = (shape & 0xff) / 255;
      const amount = tone[0] + ((tone[1] - tone[0]) * ((shape >>> 8) & 0xff)) / 255;
      const x = (column + (place & 0xffff) / 65536) * spacing;
      const y = (row + (place >>> 16) / 65536) * spacing - band.top;
      drawSpeck(band, x, y, radius[0] + (radius[1] - radius[0]) * size * size * size, amount);
    }
  }
}

function drawSpeck({ width, rows, tone }: Band, x: number, y: number, radius: number, amount: number): void {
  const reach = ceil(1.5 * radius + 0.5);
  for (let row = max(0, floor(y) - reach); row <= min(rows - 1, floor(y) + reach); row++) {
    for (let column = max(0, floor(x) - reach); column <= min(width - 1, floor(x) + reach); column++) {
      const distance = (column - x) * (column - x) + (row - y) * (row - y);
      const i = row * width + column;
      tone[i] = tone[i]! + amount * Math.exp(-distance / (radius * radius + 0.2));
    }
  }
}
