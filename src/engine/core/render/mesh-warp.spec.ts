import fc from 'fast-check';
import { breadth } from '../../../../test/support/breadth.js';
import { meshProblem } from '../mesh/mesh-problem.js';
import { createMeshSurface, createSurfacePoint } from '../mesh/mesh-surface.js';
import { cornersOf, type Mesh, type Point } from '../raster.js';
import { toOutput, wholeFrame } from './frame.js';
import { project, squareToQuad } from './homography.js';
import { planWarp } from './mesh-warp.js';
import { createSurfaceRows } from './surface.js';

const frame = wholeFrame(900, 600);

/** Where what is seen at a pixel lies on the flat sheet, 0…1 along either side. */
function placesOf(mesh: Mesh): (x: number, y: number) => Point {
  const warp = planWarp(frame, mesh);
  const rows = { x: createSurfaceRows(warp.x, frame), y: createSurfaceRows(warp.y, frame) };
  const [a, b, c, d] = cornersOf(mesh);
  const toSheet = inverseOf([toOutput(frame, a), toOutput(frame, b), toOutput(frame, c), toOutput(frame, d)]);
  const [shiftX, shiftY] = [new Float32Array(frame.width), new Float32Array(frame.width)];
  return (x, y) => {
    rows.x(y, x, x + 1, shiftX);
    rows.y(y, x, x + 1, shiftY);
    return toSheet({ x: x + 0.5 + shiftX[x]!, y: y + 0.5 + shiftY[x]! });
  };
}

function inverseOf(quad: Parameters<typeof squareToQuad>[0]): (point: Point) => Point {
  const [a, b, c, d, e, f, g, h, i] = squareToQuad(quad);
  const inverse = [
    e * i - f * h,
    c * h - b * i,
    b * f - c * e,
    f * g - d * i,
    a * i - c * g,
    c * d - a * f,
    d * h - e * g,
    b * g - a * h,
    a * e - b * d,
  ];
  return (point) => project(inverse as never, point);
}

const move = fc.double({ min: -0.05, max: 0.05, noNaN: true });
const mesh = fc
  .array(fc.record({ x: move, y: move }), { minLength: 12, maxLength: 12 })
  .map((moves): Mesh =>
    [0, 1, 2].map((row) =>
      [0, 1, 2, 3].map((column) => {
        const { x, y } = moves[row * 4 + column]!;
        return { x: 0.12 + 0.25 * column + x, y: 0.12 + 0.38 * row + y };
      }),
    ),
  )
  .filter((points) => meshProblem(points) === null);

describe('planWarp', () => {
  it('inverts the surface to a third of a pixel wherever the sheet lies', () => {
    fc.assert(
      fc.property(mesh, (points) => {
        const placeOf = placesOf(points);
        const surface = createMeshSurface(points);
        const onPicture = squareToQuad(cornersOf(points));
        const found = createSurfacePoint();
        for (let k = 0; k < 200; k++) {
          const [u, v] = [((k * 37) % 101) / 100, ((k * 53) % 97) / 96];
          surface.at(u, v, found);
          const seen = toOutput(frame, project(onPicture, found));
          const [x, y] = [Math.round(seen.x - 0.5), Math.round(seen.y - 0.5)];
          if (x < 0 || y < 0 || x >= frame.width || y >= frame.height) continue;
          const place = placeOf(x, y);
          surface.at(place.x, place.y, found);
          const back = toOutput(frame, project(onPicture, found));
          expect(Math.hypot(back.x - x - 0.5, back.y - y - 0.5)).toBeLessThan(0.34);
        }
      }),
      { numRuns: breadth(8, 20) },
    );
  });

  it('puts what is seen beside the sheet off it', () => {
    fc.assert(
      fc.property(mesh, (points) => {
        const placeOf = placesOf(points);
        const outline = outlineOf(points);
        for (let y = 3; y < frame.height; y += 31) {
          for (let x = 2; x < frame.width; x += 29) {
            const seen = { x: x + 0.5, y: y + 0.5 };
            const place = placeOf(x, y);
            const on = place.x > 0 && place.x < 1 && place.y > 0 && place.y < 1;
            const distance = Math.min(...outline.map((at) => Math.hypot(at.x - seen.x, at.y - seen.y)));
            if (distance > 3) expect(on).toBe(isInside(outline, seen));
          }
        }
      }),
      { numRuns: breadth(8, 20) },
    );
  });

  it('displaces nothing where the mesh is a quad', () => {
    const flat: Mesh = [0.1, 0.5, 0.9].map((y) => [0.2, 0.5, 0.8].map((x) => ({ x, y })));
    const { x, y, leastScaling } = planWarp(frame, flat);
    expect(Math.max(...x.data.map(Math.abs), ...y.data.map(Math.abs))).toBeLessThan(1e-3);
    expect(leastScaling).toBeCloseTo(1, 6);
  });
});

function outlineOf(points: Mesh): Point[] {
  const surface = createMeshSurface(points);
  const onPicture = squareToQuad(cornersOf(points));
  const steps = Array.from({ length: 200 }, (_, i) => i / 200);
  const at = (u: number, v: number) => {
    const found = createSurfacePoint();
    surface.at(u, v, found);
    return toOutput(frame, project(onPicture, found));
  };
  return [
    ...steps.map((t) => at(t, 0)),
    ...steps.map((t) => at(1, t)),
    ...steps.map((t) => at(1 - t, 1)),
    ...steps.map((t) => at(0, 1 - t)),
  ];
}

function isInside(outline: readonly Point[], { x, y }: Point): boolean {
  let inside = false;
  outline.forEach((a, i) => {
    const b = outline[(i + 1) % outline.length]!;
    if (a.y > y !== b.y > y && x < a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x)) inside = !inside;
  });
  return inside;
}
