import { createRandom } from './random.js';
import type { Plane } from './raster.js';
import { enlarge, reduce, reduceBetween } from './resample.js';

function planeOf(width: number, height: number, value: (x: number, y: number) => number): Plane {
  const data = Float32Array.from({ length: width * height }, (_, i) => value(i % width, Math.floor(i / width)));
  return { width, height, data };
}

describe('resampling', () => {
  it('reduces by exact area averages, also where pixels are cut', () => {
    const source = planeOf(5, 1, (x) => x);
    const result = reduce(source, { width: 2, height: 1 });
    expect([...result.data]).toEqual([
      expect.closeTo((0 + 1 + 2 / 2) / 2.5, 6),
      expect.closeTo((2 / 2 + 3 + 4) / 2.5, 6),
    ]);
  });

  it('averages the cells between the samples of the reduced plane', () => {
    const source = planeOf(12, 6, (x, y) => x + 10 * y);
    const samples = reduce(source, { width: 4, height: 3 });
    const between = reduceBetween(source, { width: 4, height: 3 });
    expect([between.width, between.height]).toEqual([3, 2]);
    between.data.forEach((value, i) => {
      const at = Math.floor(i / 3) * 4 + (i % 3);
      expect(value).toBeCloseTo((samples.data[at]! + samples.data[at + 5]!) / 2, 4);
    });
  });

  it('has nothing between the samples of a single row', () => {
    expect(
      reduceBetween(
        planeOf(5, 1, (x) => x),
        { width: 5, height: 1 },
      ).data,
    ).toHaveLength(0);
  });

  it('keeps the mean when reducing', () => {
    const random = createRandom(1);
    const source = planeOf(97, 61, () => random.uniform());
    const mean = (plane: Plane) => plane.data.reduce((sum, value) => sum + value, 0) / plane.data.length;
    expect(mean(reduce(source, { width: 40, height: 23 }))).toBeCloseTo(mean(source), 5);
  });

  it('enlarges a slope to the same slope, sample centres in place', () => {
    const source = planeOf(8, 8, (x, y) => x + 2 * y);
    const result = enlarge(source, { width: 24, height: 16 });
    for (let y = 5; y < 11; y++) {
      for (let x = 6; x < 18; x++) {
        const expected = (x + 0.5) / 3 - 0.5 + 2 * ((y + 0.5) / 2 - 0.5);
        expect(result.data[y * 24 + x]).toBeCloseTo(expected, 4);
      }
    }
  });
});
