import fc from 'fast-check';
import { breadth } from '../../../../test/support/breadth.js';
import { createRandom } from '../random.js';
import { createPlane, type Plane } from '../raster.js';
import { DISPLACEMENT_DIRECTION, greatestAmplitude, LEAST_SCALING, stiffened } from './displacement.js';
import { wholeFrame, type Frame } from './frame.js';
import { createSurfaceRows } from './surface.js';

/** Least singular value of the displaced mapping's Jacobian, by differences on a grid much finer than the plane. */
function leastScaling(height: Plane, amplitude: number, frame: Frame): number {
  const fine = { ...frame, width: frame.width * 4, height: frame.height * 4 };
  const rows = createSurfaceRows(height, fine);
  let above = new Float32Array(fine.width);
  let here = new Float32Array(fine.width);
  let least = Infinity;
  for (let y = 0; y < fine.height; y++) {
    rows(y, 0, fine.width, here);
    for (let x = y === 0 ? fine.width : 1; x < fine.width; x++) {
      const p = amplitude * (here[x]! - here[x - 1]!) * 4;
      const q = amplitude * (here[x]! - above[x]!) * 4;
      least = Math.min(least, leastSingularValue(p, q));
    }
    [above, here] = [here, above];
  }
  return least;
}

/** Of I + d·(p, q)ᵀ. */
function leastSingularValue(p: number, q: number): number {
  const { x, y } = DISPLACEMENT_DIRECTION;
  const [a, b, c, d] = [1 + x * p, x * q, y * p, 1 + y * q];
  const squares = a * a + b * b + c * c + d * d;
  const determinant = a * d - b * c;
  if (determinant <= 0) return 0;
  return (Math.sqrt(squares + 2 * determinant) - Math.sqrt(Math.max(0, squares - 2 * determinant))) / 2;
}

function randomPlane(width: number, height: number, seed: number): Plane {
  const random = createRandom(seed);
  const plane = createPlane(width, height);
  for (let i = 0; i < plane.data.length; i++) plane.data[i] = random.normal();
  return stiffened(plane);
}

describe('greatestAmplitude', () => {
  it('keeps every relief, however rough, from folding over', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: 4, max: 40 }),
        fc.integer({ min: 4, max: 40 }),
        (seed, width, height) => {
          const plane = randomPlane(width, height, seed);
          const frame = wholeFrame(width * 3, height * 3);
          const amplitude = 3 * greatestAmplitude(plane);
          expect(leastScaling(plane, amplitude, frame)).toBeGreaterThanOrEqual(LEAST_SCALING);
        },
      ),
      { numRuns: breadth(20, 60) },
    );
  });

  it('does not hold back much more than that needs', () => {
    const plane = randomPlane(32, 32, 7);
    const frame = wholeFrame(96, 96);
    const amplitude = 3 * greatestAmplitude(plane);
    expect(leastScaling(plane, amplitude * 1.25, frame)).toBeLessThan(LEAST_SCALING);
  });

  it('has no bound on a flat sheet', () => {
    expect(greatestAmplitude(createPlane(8, 8))).toBe(Infinity);
  });
});
