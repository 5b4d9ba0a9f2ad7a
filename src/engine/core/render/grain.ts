import { createRandom, type Random } from '../random.js';

/** Sides of the two tiles; co-prime, so that their sum repeats only after 239·251 pixels. */
const FINE_SIDE = 251;
const COARSE_SIDE = 239;
/** Standard deviations of the smoothing in pixels, and shares of the sum's variance. */
const FINE = { sigma: 0.7, share: 0.7 };
const COARSE = { sigma: 1.8, share: 0.3 };

/** From the coarse tile to unit deviation. */
export const CLUMP_SCALE = 1 / Math.sqrt(COARSE.share);

const TILE_SEED = 0x67726169;

/** A square of noise that repeats beyond its sides, shifted by whole pixels. */
export interface GrainTile {
  readonly data: Float32Array;
  readonly side: number;
  readonly shift: { readonly x: number; readonly y: number };
}

/** Noise with the look of paper fibre, zero mean and unit deviation, everywhere: the sum of two tiles, shifted by the seed. */
export interface Grain {
  readonly fine: GrainTile;
  readonly coarse: GrainTile;
}

let tiles: Record<keyof Grain, Float32Array> | undefined;

export function grainOf(seed: number): Grain {
  tiles ??= createTiles();
  const random = createRandom(seed ^ TILE_SEED);
  const tile = (data: Float32Array, side: number): GrainTile => ({
    data,
    side,
    shift: { x: Math.floor(random.uniform() * side), y: Math.floor(random.uniform() * side) },
  });
  return { fine: tile(tiles.fine, FINE_SIDE), coarse: tile(tiles.coarse, COARSE_SIDE) };
}

/** Writes the grain of columns `from`…`to` of row `y` to the same places of `target`. */
export function grainRow({ fine, coarse }: Grain, y: number, from: number, to: number, target: Float32Array): void {
  const fineRow = ((y + fine.shift.y) % FINE_SIDE) * FINE_SIDE;
  const coarseRow = ((y + coarse.shift.y) % COARSE_SIDE) * COARSE_SIDE;
  let fineColumn = (from + fine.shift.x) % FINE_SIDE;
  let coarseColumn = (from + coarse.shift.x) % COARSE_SIDE;
  for (let x = from; x < to; x++) {
    target[x] = fine.data[fineRow + fineColumn]! + coarse.data[coarseRow + coarseColumn]!;
    if (++fineColumn === FINE_SIDE) fineColumn = 0;
    if (++coarseColumn === COARSE_SIDE) coarseColumn = 0;
  }
}

/**
 * Writes the coarse part of the grain alone, of unit deviation: clumps of fibres, some pixels wide, that ink comes off with.
 */
export function clumpRow({ coarse }: Grain, y: number, from: number, to: number, target: Float32Array): void {
  const row = ((y + coarse.shift.y) % COARSE_SIDE) * COARSE_SIDE;
  let column = (from + coarse.shift.x) % COARSE_SIDE;
  for (let x = from; x < to; x++) {
    target[x] = coarse.data[row + column]! * CLUMP_SCALE;
    if (++column === COARSE_SIDE) column = 0;
  }
}

function createTiles(): Record<keyof Grain, Float32Array> {
  const random = createRandom(TILE_SEED);
  return {
    fine: periodicNoise(random, FINE_SIDE, FINE.sigma, Math.sqrt(FINE.share)),
    coarse: periodicNoise(random, COARSE_SIDE, COARSE.sigma, Math.sqrt(COARSE.share)),
  };
}

/** Gaussian noise smoothed around the torus, scaled to the given deviation. */
function periodicNoise(random: Random, side: number, sigma: number, deviation: number): Float32Array {
  const white = Float32Array.from({ length: side * side }, () => random.normal());
  const smooth = wrapBlur(wrapBlur(white, side, sigma, 1, side), side, sigma, side, 1);
  let power = 0;
  for (const value of smooth) power += value * value;
  const scale = deviation / Math.sqrt(power / smooth.length);
  return smooth.map((value) => value * scale);
}

/** Blurs along one axis; `step` leads to the next sample of a line, `stride` to the next line. */
function wrapBlur(source: Float32Array, side: number, sigma: number, step: number, stride: number): Float32Array {
  const radius = Math.ceil(3 * sigma);
  const taps = Float32Array.from({ length: 2 * radius + 1 }, (_, i) =>
    Math.exp(-((i - radius) ** 2) / (2 * sigma * sigma)),
  );
  const result = new Float32Array(source.length);
  const wrapped = new Float32Array(side + 2 * radius);
  for (let line = 0; line < side; line++) {
    for (let i = 0; i < wrapped.length; i++) wrapped[i] = source[line * stride + ((i + side - radius) % side) * step]!;
    for (let i = 0; i < side; i++) {
      let sum = 0;
      for (let k = 0; k < taps.length; k++) sum += taps[k]! * wrapped[i + k]!;
      result[line * stride + i * step] = sum;
    }
  }
  return result;
}
