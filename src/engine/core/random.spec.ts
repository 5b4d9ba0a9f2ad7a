import { createRandom } from './random.js';

const COUNT = 20_000;
const draw = (next: () => number) => Array.from({ length: COUNT }, next);
const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('createRandom', () => {
  it('repeats its numbers for a seed and has others for the next', () => {
    const [a, b, c] = [createRandom(42), createRandom(42), createRandom(43)];
    const first = Array.from({ length: 8 }, () => a.uniform());
    expect(Array.from({ length: 8 }, () => b.uniform())).toEqual(first);
    expect(Array.from({ length: 8 }, () => c.uniform())).not.toEqual(first);
  });

  it('is copied with what is still to come', () => {
    const random = createRandom(5);
    random.normal();
    const copy = random.copy();
    const expected = Array.from({ length: 9 }, () => [random.normal(), random.uniform()]);
    expect(Array.from({ length: 9 }, () => [copy.normal(), copy.uniform()])).toEqual(expected);
  });

  it('draws uniform values in [0, 1)', () => {
    const random = createRandom(1);
    const values = draw(() => random.uniform());
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThan(1);
    expect(meanOf(values)).toBeCloseTo(0.5, 1);
    expect(meanOf(values.map((value) => (value - 0.5) ** 2))).toBeCloseTo(1 / 12, 2);
  });

  it('draws standard normal values', () => {
    const random = createRandom(2);
    const values = draw(() => random.normal());
    expect(Math.abs(meanOf(values))).toBeLessThan(0.03);
    expect(meanOf(values.map((value) => value ** 2))).toBeCloseTo(1, 1);
    expect(values.filter((value) => Math.abs(value) < 1).length / COUNT).toBeCloseTo(0.6827, 1);
  });
});
