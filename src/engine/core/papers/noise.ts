import { hash } from './hash.js';

const { floor } = Math;

/** Deviation of a sum of two uniform values, times that of a cubic B-spline surface over independent lattice points. */
const LATTICE_DEVIATION = Math.sqrt(1 / 6) * (151 / 315);
/** Slope of a B-spline surface of unit deviation and unit cells, root mean square. */
const UNIT_SLOPE = 1.35;

export interface NoiseOptions {
  readonly seed: number;
  /** Size of the lattice's cells in pixels. */
  readonly cellX: number;
  readonly cellY: number;
  /** Columns of the rows that are drawn. */
  readonly width: number;
}

/** Adds noise of zero mean and deviation `amplitude` to the row `y` of a picture, at `target[start…start + width − 1]`. */
export type NoiseRow = (y: number, amplitude: number, target: Float32Array, start: number) => void;

/**
 * Value noise (lattice of random values, cubic B-spline surface over them), a row at a time. It depends on the place in
 * the picture alone, so bands join without a seam and nothing repeats.
 */
export function createNoise({ seed, cellX, cellY, width }: NoiseOptions): NoiseRow {
  const columns = floor((width - 0.5) / cellX) + 4;
  // Of each lattice column: the first pixel beyond it.
  const ends = new Int32Array(columns);
  for (let x = 0; x < width; x++) ends[floor((x + 0.5) / cellX)] = x + 1;
  const lattice = [0, 1, 2, 3].map(() => new Float32Array(columns));
  const held = [NaN, NaN, NaN, NaN];
  const blended = new Float32Array(columns);
  const latticeRow = (row: number): Float32Array => {
    const values = lattice[row & 3]!;
    if (held[row & 3] === row) return values;
    held[row & 3] = row;
    for (let column = 0; column < columns; column++) {
      const bits = hash(column, row, seed);
      values[column] = ((bits & 0xffff) + (bits >>> 16)) / 65536 - 1;
    }
    return values;
  };
  return (y, amplitude, target, start) => {
    const place = (y + 0.5) / cellY;
    const top = floor(place);
    const [w0, w1, w2, w3] = spline(place - top);
    const [r0, r1, r2, r3] = [latticeRow(top), latticeRow(top + 1), latticeRow(top + 2), latticeRow(top + 3)];
    const scale = amplitude / LATTICE_DEVIATION;
    for (let column = 0; column < columns; column++) {
      blended[column] = scale * (w0 * r0[column]! + w1 * r1[column]! + w2 * r2[column]! + w3 * r3[column]!);
    }
    for (let column = 0, x = 0; x < width; column++) {
      const end = ends[column]!;
      if (x >= end) continue;
      addCubic(blended, column, (x + 0.5) / cellX - column, 1 / cellX, target, start + x, start + end);
      x = end;
    }
  };
}

/** Adds the cubic between two lattice columns, by its differences from pixel to pixel. @param first share of the way there of the first */
function addCubic(
  lattice: Float32Array,
  column: number,
  first: number,
  step: number,
  target: Float32Array,
  from: number,
  end: number,
): void {
  const b0 = lattice[column]!;
  const b1 = lattice[column + 1]!;
  const b2 = lattice[column + 2]!;
  const b3 = lattice[column + 3]!;
  const constant = (b0 + 4 * b1 + b2) / 6;
  const linear = (b2 - b0) / 2;
  const square = (b0 - 2 * b1 + b2) / 2;
  const cube = (b3 - b0 + 3 * (b1 - b2)) / 6;
  let value = constant + first * (linear + first * (square + first * cube));
  let change = step * (linear + square * (2 * first + step) + cube * (first * (3 * first + 3 * step) + step * step));
  let bend = 2 * step * step * (square + 3 * cube * (first + step));
  const turn = 6 * step * step * step * cube;
  for (let i = from; i < end; i++) {
    target[i] = target[i]! + value;
    value += change;
    change += bend;
    bend += turn;
  }
}

/** Deviation at which noise with cells of the given size has the given slope, root mean square. */
export function deviationOfSlope(slope: number, cell: number): number {
  return (slope * cell) / UNIT_SLOPE;
}

function spline(t: number): readonly [number, number, number, number] {
  const s = 1 - t;
  return [(s * s * s) / 6, (4 - 6 * t * t + 3 * t * t * t) / 6, (4 - 6 * s * s + 3 * s * s * s) / 6, (t * t * t) / 6];
}
