import { alignWithFolds } from './flips.js';

describe('alignWithFolds', () => {
  it('turns a diagonal across a roof into its ridge', () => {
    const [west, east, south, north] = [0, 1, 2, 3];
    const position = Float64Array.from(
      [
        [0, 0.5],
        [1, 0.5],
        [0.5, 0],
        [0.5, 1],
        [0, 0],
        [1, 0],
        [0, 1],
        [1, 1],
      ].flatMap(([x, y]) => [x!, y!, 0.5 - Math.abs(y! - 0.5)]),
    );
    const slopes = [west, 4, south, south, 5, east, east, 7, north, north, 6, west];
    const triangles = Int32Array.from([west, south, north, east, north, south, ...slopes]);
    alignWithFolds(triangles, position);
    for (const first of [0, 3]) {
      expect([...triangles.subarray(first, first + 3)]).toEqual(expect.arrayContaining([west, east]));
    }
    expect([...triangles.subarray(6)]).toEqual(slopes);
  });

  it('keeps the triangles of a flat sheet', () => {
    const triangles = Int32Array.from([0, 1, 3, 2, 3, 1]);
    alignWithFolds(triangles, Float64Array.from([0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0]));
    expect([...triangles]).toEqual([0, 1, 3, 2, 3, 1]);
  });
});
