import { float64Vectors } from './float64-vectors.js';
import { createMinimiser } from './minimise.js';

/** An inverse curvature that is right far up the walls, though not at the bottom. */
const steep = (gradient: Float64Array, direction: Float64Array) => direction.set(gradient.map((value) => value / 500));

describe('the minimiser', () => {
  it('finds the bottom of a narrow curved valley', () => {
    const point = Float64Array.of(-1.2, 1);
    const least = createMinimiser(float64Vectors(2))(
      ([x, y], gradient) => {
        gradient[0] = -2 * (1 - x!) - 400 * x! * (y! - x! * x!);
        gradient[1] = 200 * (y! - x! * x!);
        return (1 - x!) ** 2 + 100 * (y! - x! * x!) ** 2;
      },
      steep,
      point,
      200,
    );
    expect(least).toBeLessThan(1e-12);
    expect([...point]).toEqual([expect.closeTo(1, 5), expect.closeTo(1, 5)]);
  });

  it('evaluates no more often than it may, and never ends higher than it began', () => {
    let evaluations = 0;
    const point = Float64Array.of(3);
    const value = createMinimiser(float64Vectors(1))(
      ([x], gradient) => {
        evaluations++;
        gradient[0] = 4 * x! ** 3;
        return x! ** 4;
      },
      steep,
      point,
      5,
    );
    expect(evaluations).toBeLessThanOrEqual(5);
    expect(value).toBeLessThan(81);
  });
});
