import { createRandom } from '../../random.js';
import type { Segment } from '../../segments.js';
import { createBand } from '../band.js';
import { Cone, coneSurface } from './cone.js';
import { createCreases, type CreaseProfile } from './creases.js';
import { createObstacles } from './obstacles.js';
import { prepareHeights, prepareSlopes } from './linear-fields.js';
import { scatteredWays } from './ways.js';

const SIDE = 120;
const SHAPE = {
  x: 0.3,
  y: 0.5,
  direction: 0,
  bow: 0,
  length: 0.4,
  height: 0.2,
  left: 0.6,
  right: 1.2,
  roundness: 0,
};
const PROFILE: CreaseProfile = { slope: 0.5, spread: 0.3, width: [0.5, 1], roundness: [0, 0.3], bow: 0.05 };

function drawn(changes: Partial<typeof SHAPE> = {}) {
  const { x, y, direction, bow, length, height, left, right, roundness } = { ...SHAPE, ...changes };
  const cone = new Cone(x, y, direction, bow, length, height, left, right, roundness);
  const band = createBand(SIDE, SIDE, 0);
  const surfaces = [coneSurface([cone])];
  prepareSlopes(band, surfaces, SIDE)();
  prepareHeights(band, surfaces, SIDE)();
  return { ...band, z: band.z.map((pixels) => pixels / SIDE) };
}
const at = (x: number, y: number) => Math.floor(y * SIDE) * SIDE + Math.floor(x * SIDE);

describe('coneSurface', () => {
  const { z, p, q } = drawn();

  it('rises along the crease, sharply bent there, and is flat beyond its reach', () => {
    expect(z[at(0.5, 0.5)]).toBeGreaterThan(0.015);
    expect(q[at(0.45, 0.51)]! * q[at(0.45, 0.49)]!).toBeLessThan(0);
    expect(Math.abs(q[at(0.45, 0.51)]! - q[at(0.45, 0.49)]!)).toBeGreaterThan(0.4);
    for (const place of [at(0.2, 0.5), at(0.72, 0.5), at(0.3, 0.9)]) expect(z[place]).toBe(0);
  });

  it('has the slopes of its height', () => {
    const difference = (slope: number, before: number, after: number) =>
      Math.abs(slope - ((z[after]! - z[before]!) * SIDE) / 2);
    // The height is that of flat triangles, the slopes are those of the cone.
    const differences: number[] = [];
    for (let row = 45; row < 58; row++) {
      for (let column = 60; column < 75; column++) {
        const i = row * SIDE + column;
        differences.push(difference(p[i]!, i - 1, i + 1), difference(q[i]!, i - SIDE, i + SIDE));
      }
    }
    expect(differences.reduce((sum, value) => sum + value, 0) / differences.length).toBeLessThan(0.06);
    expect(Math.max(...differences)).toBeLessThan(0.15);
  });

  it('is bent evenly over a rounded crest', () => {
    const rounded = drawn({ roundness: 0.4 });
    expect(Math.abs(rounded.q[at(0.45, 0.51)]! - rounded.q[at(0.45, 0.49)]!)).toBeLessThan(0.35);
    expect(rounded.z[at(0.45, 0.5)]).toBeCloseTo(z[at(0.45, 0.5)]!, 2);
    expect(rounded.z[at(0.72, 0.5)]).toBe(0);
  });

  it('turns over with the sign of its height', () => {
    const valley = drawn({ height: -SHAPE.height });
    expect(valley.z[at(0.5, 0.5)]).toBeCloseTo(-z[at(0.5, 0.5)]!, 6);
  });
});

describe('createCreases', () => {
  const frame = { width: 1, height: 1 };
  const creases = (seed: number, { depth = 1, spacing = 0.2, earlier = [] as readonly Segment[] } = {}) => {
    const random = createRandom(seed);
    const ways = scatteredWays(random, frame, { spacing, variation: 0.3, share: 0.5 });
    return createCreases(random, ways, PROFILE, depth, createObstacles(earlier, spacing));
  };
  const cornersOf = (...of: Parameters<typeof creases>) => creases(...of).surface.corners;

  it('is the same for the same seed, deeper in proportion, another for another seed', () => {
    const corners = cornersOf(3);
    expect(corners.length).toBeGreaterThan(9 * 500);
    expect(Buffer.from(cornersOf(3).buffer)).toEqual(Buffer.from(corners.buffer));
    expect(cornersOf(4)).not.toHaveLength(corners.length);
    const deep = cornersOf(3, { depth: 2 });
    for (let z = 2; z < corners.length; z += 9) expect(deep[z]).toBeCloseTo(2 * corners[z]!, 5);
  });

  it('crosses no earlier crease', () => {
    const { lines } = creases(3);
    const crossed = createObstacles(lines, 0.2);
    const count = (earlier: readonly Segment[]) =>
      creases(4, { spacing: 0.08, earlier }).lines.filter((line) => crossed(...line)).length;
    expect(count([])).toBeGreaterThan(10);
    expect(count(lines)).toBe(0);
  });
});

describe('createObstacles', () => {
  const crossed = createObstacles([[0, 0, 1, 1]], 0.3);

  it('tells ways that cross a crease from those that end short of it, pass its ends or share one', () => {
    expect(crossed(0.2, 0.6, 0.7, 0.3)).toBe(true);
    expect(crossed(0.2, 0.6, 0.4, 0.45)).toBe(false);
    expect(crossed(0.8, 1.4, 1.4, 0.8)).toBe(false);
    expect(crossed(1, 1, 1, 0.2)).toBe(false);
  });
});
