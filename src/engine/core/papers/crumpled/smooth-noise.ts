import type { Random } from '../../random.js';

const { round } = Math;

const PERIOD = 64;

/**
 * A smooth random field of zero mean and about unit deviation over the plane: value noise (Perlin 1985 lattice, uniform
 * quadratic B-spline between the lattice points), periodic in 64 lattice points.
 */
export class SmoothNoise {
  private readonly lattice = new Float64Array(PERIOD * PERIOD);

  /** @param scale the distance of the lattice points. */
  constructor(
    random: Random,
    private readonly scale: number,
  ) {
    for (let i = 0; i < this.lattice.length; i++) this.lattice[i] = random.normal();
  }

  at(x: number, y: number): number {
    const column = round(x / this.scale);
    const row = round(y / this.scale);
    const u = x / this.scale - column;
    const v = y / this.scale - row;
    let sum = 0;
    for (let j = -1; j <= 1; j++) {
      const start = ((row + j) & (PERIOD - 1)) * PERIOD;
      for (let i = -1; i <= 1; i++)
        sum += spline(u, i) * spline(v, j) * this.lattice[start + ((column + i) & (PERIOD - 1))]!;
    }
    return sum * 1.7;
  }
}

/** Weight of the lattice point `neighbour` (-1, 0 or 1) steps away at an offset of -0.5…0.5 from the nearest. */
function spline(offset: number, neighbour: number): number {
  if (neighbour === 0) return 0.75 - offset * offset;
  return 0.5 * (0.5 + neighbour * offset) ** 2;
}
