import fc from 'fast-check';
import { meshProblem } from './mesh-problem.js';
import { createMeshSurface, createSurfacePoint } from './mesh-surface.js';
import { isConvexQuad } from '../presets/quad.js';
import { cornersOf, type Mesh, type Point, type Quad } from '../raster.js';
import { project, squareToQuad } from '../render/homography.js';

/** A flat sheet's mesh, each control point moved as `move` says. */
function meshOf(
  rows: number,
  columns: number,
  place: (u: number, v: number) => Point = (x, y) => ({ x, y }),
): Point[][] {
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (__, column) => place(column / (columns - 1), row / (rows - 1))),
  );
}

const size = fc.integer({ min: 2, max: 7 });
const share = fc.double({ min: 0, max: 1, noNaN: true });
const coordinate = fc.double({ min: -2, max: 3, noNaN: true });
const point = fc.record({ x: coordinate, y: coordinate });
const quad = fc.tuple(point, point, point, point).filter((corners) => isConvexQuad(corners));

describe('createMeshSurface', () => {
  it('is the identity for a quad in perspective, however many points it has', () => {
    fc.assert(
      fc.property(quad, size, size, share, share, (corners: Quad, rows, columns, u, v) => {
        const onPicture = squareToQuad(corners);
        const found = createSurfacePoint();
        createMeshSurface(meshOf(rows, columns, (x, y) => project(onPicture, { x, y }))).at(u, v, found);
        expect(found.x).toBeCloseTo(u, 5);
        expect(found.y).toBeCloseTo(v, 5);
      }),
    );
  });

  it('passes through every control point, and its slopes are those of its values', () => {
    const wave = meshOf(4, 5, (x, y) => ({ x: x + 0.03 * Math.sin(5 * y), y: y + 0.04 * Math.sin(4 * x) }));
    const onPicture = squareToQuad(cornersOf(wave));
    const surface = createMeshSurface(wave);
    const [here, further] = [createSurfacePoint(), createSurfacePoint()];
    wave.forEach((points, row) =>
      points.forEach((expected, column) => {
        surface.at(column / 4, row / 3, here);
        expect(project(onPicture, here).x).toBeCloseTo(expected.x, 9);
        expect(project(onPicture, here).y).toBeCloseTo(expected.y, 9);
        for (const [du, dv] of [
          [1e-6, 0],
          [0, 1e-6],
        ] as const) {
          surface.at(column / 4 + du, row / 3 + dv, further);
          expect((further.x - here.x) / 1e-6).toBeCloseTo(du > 0 ? here.xu : here.xv, 3);
          expect((further.y - here.y) / 1e-6).toBeCloseTo(du > 0 ? here.yu : here.yv, 3);
        }
      }),
    );
  });
});

describe('meshProblem', () => {
  const bent = (move: Partial<Record<string, Point>>) =>
    meshOf(3, 4, (x, y) => move[`${Math.round(y * 2)} ${Math.round(x * 3)}`] ?? { x, y });

  it('finds none where a sheet is bent, mirrored or seen from the side', () => {
    expect(meshProblem(meshOf(2, 2))).toBeNull();
    expect(meshProblem(bent({ '1 1': { x: 0.42, y: 0.6 }, '0 2': { x: 0.6, y: 0.1 } }))).toBeNull();
    expect(meshProblem(meshOf(3, 3, (x, y) => ({ x: 1 - x, y })))).toBeNull();
  });

  it.each<[string, Mesh, { row: number; column: number } | null]>([
    ['rows of different lengths', [...meshOf(2, 3), meshOf(2, 2)[0]!], { row: 2, column: 0 }],
    ['corners without an area', meshOf(2, 2, (x) => ({ x, y: x })), null],
    ['a point across its neighbour', bent({ '1 1': { x: 0.8, y: 0.5 } }), { row: 1, column: 2 }],
    ['a row above the one before', meshOf(3, 3, (x, y) => ({ x, y: y === 0.5 ? -0.2 : y })), { row: 0, column: 1 }],
    [
      'a point beyond the horizon',
      meshOf(3, 3, (x, y) =>
        x === 0.5 && y === 0.5 ? { x: 0.5, y: -1.9 } : { x: 0.5 + (x - 0.5) * (0.2 + 0.8 * y), y },
      ),
      { row: 1, column: 1 },
    ],
  ])('names where the mesh has %s', (_name, mesh, at) => {
    expect(meshProblem(mesh)?.at).toEqual(at);
  });

  it('tells sides that cross although nothing folds over', () => {
    const spiral = meshOf(2, 13, (x, y) => {
      const angle = 2.2 * Math.PI * x + 0.3;
      const radius = 0.4 - 0.25 * y;
      return { x: 0.5 + radius * Math.cos(angle), y: 0.5 + radius * Math.sin(angle) };
    });
    expect(meshProblem(spiral)).not.toBeNull();
  });
});
