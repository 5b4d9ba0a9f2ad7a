import fc from 'fast-check';
import type { Point, Quad } from '../raster.js';
import { isConvexQuad } from '../presets/index.js';
import {
  compose,
  gradients,
  invert,
  project,
  rotationOf,
  squareToQuad,
  translation,
  type Homography,
} from './homography.js';

const coordinate = fc.double({ min: -2, max: 3, noNaN: true });
const point = fc.record({ x: coordinate, y: coordinate });
const quad = fc
  .tuple(point, point, point, point)
  .filter((corners): corners is [Point, Point, Point, Point] => isConvexQuad(corners));

const thirdCoordinate = (h: Homography, { x, y }: Point) => h[6] * x + h[7] * y + h[8];

describe('squareToQuad', () => {
  const square: Quad = [
    { x: 0, y: 0 },
    { x: 1, y: 0 },
    { x: 1, y: 1 },
    { x: 0, y: 1 },
  ];

  it('maps the corners in order, and keeps the third coordinate positive inside, both ways', () => {
    fc.assert(
      fc.property(
        quad,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (corners, x, y) => {
          const there = squareToQuad(corners);
          square.forEach((corner, i) => {
            const mapped = project(there, corner);
            expect(mapped.x).toBeCloseTo(corners[i]!.x, 6);
            expect(mapped.y).toBeCloseTo(corners[i]!.y, 6);
          });
          const back = invert(there);
          const image = project(there, { x, y });
          expect(thirdCoordinate(there, { x, y })).toBeGreaterThan(0);
          expect(thirdCoordinate(back, image)).toBeGreaterThan(0);
          expect(project(back, image).x).toBeCloseTo(x, 5);
          expect(project(back, image).y).toBeCloseTo(y, 5);
        },
      ),
    );
  });
});

describe('rotationOf', () => {
  it('turns counter-clockwise as seen with y pointing down', () => {
    expect(project(rotationOf(90), { x: 1, y: 0 })).toEqual({ x: 0, y: -1 });
  });

  it('is free of rounding at quarter turns', () => {
    for (const degrees of [-180, -90, 0, 90, 180]) {
      expect(rotationOf(degrees).every((entry) => Number.isInteger(entry))).toBe(true);
    }
  });
});

describe('gradients', () => {
  it('agree with differences of the mapped point', () => {
    const h = compose(
      squareToQuad([
        { x: 0, y: 0 },
        { x: 3, y: 0.2 },
        { x: 2.5, y: 2 },
        { x: -0.3, y: 1.6 },
      ]),
      translation(2, 1),
    );
    const at = { x: 0.3, y: 0.6 };
    const step = 1e-5;
    const [here, right, below] = [at, { x: at.x + step, y: at.y }, { x: at.x, y: at.y + step }].map((p) =>
      project(h, p),
    );
    const expected = Math.hypot((right!.x - here!.x) / step, (below!.x - here!.x) / step);
    expect(gradients(h, at).x).toBeCloseTo(expected, 3);
  });
});
