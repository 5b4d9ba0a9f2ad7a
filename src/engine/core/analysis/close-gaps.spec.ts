import { closeGaps } from './close-gaps.js';
import type { Crests } from './lines.js';

const SIDE = 48;
type Point = readonly [x: number, y: number];

/** Straight lines of full strength between points, as lists of pixels, and the crests that they are. */
function drawn(...segments: readonly (readonly [x0: number, y0: number, x1: number, y1: number])[]): {
  lines: number[][];
  crests: Crests;
} {
  const plane = () => new Float32Array(SIDE * SIDE);
  const crests = { width: SIDE, height: SIDE, strength: plane(), x: plane(), y: plane() };
  const lines = segments.map(([x0, y0, x1, y1]) => {
    const steps = Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0));
    return Array.from({ length: steps + 1 }, (_, step) => {
      const [x, y] = [x0 + ((x1 - x0) * step) / steps, y0 + ((y1 - y0) * step) / steps];
      const i = Math.round(y) * SIDE + Math.round(x);
      [crests.strength[i], crests.x[i], crests.y[i]] = [1, x, y];
      return i;
    });
  });
  return { lines, crests };
}

const has = (lines: readonly number[][], [x, y]: Point) => lines.flat().includes(y * SIDE + x);

describe('closing gaps between lines', () => {
  it('leads two on to the corner at which they meet', () => {
    const { lines, crests } = drawn([5, 20, 20, 20], [26, 26, 26, 42]);
    const closed = closeGaps(lines, crests, 10);
    expect([has(closed, [23, 20]), has(closed, [26, 20]), has(closed, [26, 23])]).toEqual([true, true, true]);
    expect(crests.strength[20 * SIDE + 26]).toBe(1);
  });

  it('leads one straight on to another that passes', () => {
    const { lines, crests } = drawn([5, 20, 20, 20], [26, 5, 26, 42]);
    const [line, other] = closeGaps(lines, crests, 10);
    expect(line).toHaveLength(lines[0]!.length + 5);
    expect(other).toEqual(lines[1]);
  });

  it('leaves lines side by side, and those further apart', () => {
    const beside = drawn([5, 20, 20, 20], [7, 24, 22, 24]);
    expect(closeGaps(beside.lines, beside.crests, 10)).toEqual(beside.lines);
    const far = drawn([5, 20, 20, 20], [31, 20, 42, 20]);
    expect(closeGaps(far.lines, far.crests, 10)).toEqual(far.lines);
  });
});
