import type { Random } from '../../random.js';

const { round } = Math;

const PERIOD = 64;

/** A smooth random field of zero mean and about unit deviation over the plane; `scale` is the distance of its lattice points. */
export type SmoothNoise = (x: number, y: number) => number;

/** Value noise (Perlin 1985 lattice, uniform quadratic B-spline between the lattice points), periodic in 64 lattice points. */
export function createSmoothNoise(random: Random, scale: number): SmoothNoise {
  const lattice = Float64Array.from({ length: PERIOD * PERIOD }, () => random.normal());
  const at = (column: number, row: number) => lattice[(row & (PERIOD - 1)) * PERIOD + (column & (PERIOD - 1))]!;
  return (x, y) => {
    const column = round(x / scale);
    const row = round(y / scale);
    const u = x / scale - column;
    const v = y / scale - row;
    let sum = 0;
    for (let j = -1; j <= 1; j++) {
      for (let i = -1; i <= 1; i++) sum += spline(u, i) * spline(v, j) * at(column + i, row + j);
    }
    return sum * 1.7;
  };
}

/** Weight of the lattice point `neighbour` (-1, 0 or 1) steps away at an offset of -0.5…0.5 from the nearest. */
function spline(offset: number, neighbour: number): number {
  if (neighbour === 0) return 0.75 - offset * offset;
  return 0.5 * (0.5 + neighbour * offset) ** 2;
}
