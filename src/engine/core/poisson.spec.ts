import { solveScreenedPoisson } from './poisson.js';
import { createPlane } from './raster.js';

const SCREENING = 0.001;

describe('solveScreenedPoisson', () => {
  it.each([
    [64, 64],
    [101, 37],
    [130, 5],
  ])('finds a plane of %i × %i by its source', (width, height) => {
    const wanted = createPlane(width, height);
    const source = createPlane(width, height);
    const wave = (x: number, y: number) =>
      Math.cos((Math.PI * (x + 0.5) * Math.min(3, width - 1)) / width) + Math.cos((2 * Math.PI * (y + 0.5)) / height);
    const inside = (value: number, size: number) => Math.min(size - 1, Math.max(0, value));
    const at = (x: number, y: number) => wave(inside(x, width), inside(y, height));
    for (let y = 0, i = 0; y < height; y++) {
      for (let x = 0; x < width; x++, i++) {
        wanted.data[i] = at(x, y);
        source.data[i] = at(x - 1, y) + at(x + 1, y) + at(x, y - 1) + at(x, y + 1) - (4 + SCREENING) * at(x, y);
      }
    }
    const { data } = solveScreenedPoisson(source, SCREENING, 12);
    for (let i = 0; i < data.length; i++) expect(Math.abs(data[i]! - wanted.data[i]!)).toBeLessThan(0.01);
  });
});
