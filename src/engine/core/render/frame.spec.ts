import { createPlane } from '../raster.js';
import { centredFrame, outputSize, toOutput, wholeFrame } from './frame.js';
import { createSurfaceRows } from './surface.js';

describe('outputSize', () => {
  const paper = { width: 3000, height: 2000 };
  it.each([
    [null, null, 3000, 2000],
    [600, null, 600, 400],
    [null, 500, 750, 500],
    [100, 900, 100, 900],
  ])('of %s × %s asked for', (width, height, expectedWidth, expectedHeight) => {
    expect(outputSize(paper, { width, height })).toEqual({ width: expectedWidth, height: expectedHeight });
  });
});

describe('a frame of another shape', () => {
  const frame = centredFrame({ width: 300, height: 200 }, { width: 100, height: 100 });

  it('shows the middle of the paper', () => {
    expect(frame.crop.y).toBe(0);
    expect(frame.crop.x).toBeCloseTo(1 / 6, 12);
    expect(toOutput(frame, { x: 0.5, y: 0.5 })).toEqual({ x: 50, y: 50 });
    expect(toOutput(frame, { x: 1 / 6, y: 1 }).x).toBeCloseTo(0, 9);
  });

  it('shows the same part of the relief', () => {
    const plane = createPlane(30, 20);
    plane.data.forEach((_, i) => (plane.data[i] = i % 30));
    const row = new Float32Array(100);
    createSurfaceRows(plane, frame)(50, 0, 100, row);
    // Sample i of the relief lies at (i + 0.5) ÷ 30 of the paper's width.
    for (const x of [10, 50, 90]) expect(row[x]).toBeCloseTo((1 / 6 + ((x + 0.5) / 100) * (2 / 3)) * 30 - 0.5, 3);
  });
});

describe('surface rows', () => {
  it('stay within the plane’s values and do not depend on where a run begins', () => {
    const plane = createPlane(7, 5);
    plane.data.forEach((_, i) => (plane.data[i] = (i * 7919) % 13));
    const rows = createSurfaceRows(plane, wholeFrame(50, 40));
    const whole = new Float32Array(50);
    const parts = new Float32Array(50);
    for (let y = 0; y < 40; y++) {
      rows(y, 0, 50, whole);
      for (const [from, to] of [
        [0, 1],
        [1, 30],
        [30, 50],
      ] as const)
        rows(y, from, to, parts);
      expect(parts).toEqual(whole);
      expect(Math.min(...whole)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...whole)).toBeLessThanOrEqual(12);
    }
  });
});
