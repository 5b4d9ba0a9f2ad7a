import { createRandom } from '../../random.js';
import { grainOn } from './grain.js';
import { triangulate } from './delaunay.js';
import { edgesOf, type SheetMesh } from './mesh.js';
import { createBand } from '../band.js';
import { TYPESCRIPT_PASSES } from '../passes/typescript-passes.js';
import { prepareHeights, prepareSlopes } from './linear-fields.js';
import { createSurface } from './surface.js';

function meshOf(points: Float64Array, z: (x: number, y: number) => number): SheetMesh {
  const triangles = triangulate(points);
  const edges = edgesOf(triangles, points.length / 2);
  const position = new Float64Array((points.length / 2) * 3);
  for (let i = 0; i < points.length / 2; i++) {
    const x = points[2 * i]!;
    const y = points[2 * i + 1]!;
    position.set([x, y, z(x, y)], 3 * i);
  }
  return { flat: points, position, triangles, edges, stiffness: new Float64Array(edges.count) };
}

const random = createRandom(9);
const points = Float64Array.from({ length: 200 }, () => 3 * random.uniform() - 1);

describe('linear fields', () => {
  it('covers each pixel exactly once', () => {
    const band = createBand(50, 50, 0);
    const sheet = createSurface(
      meshOf(points, () => 1),
      10,
      1,
    );
    prepareHeights(band, [sheet, sheet], 50)();
    expect(Math.max(...band.z)).toBeCloseTo(100, 4);
    expect(Math.min(...band.z)).toBeCloseTo(100, 4);
  });

  it('draws a tilted plane and its slopes exactly, also from a later row on', () => {
    const band = createBand(40, 10, 20);
    const sheet = createSurface(
      meshOf(points, (x, y) => 0.3 * x - 0.2 * y),
      10,
      2,
    );
    prepareSlopes(band, [sheet], 40)();
    prepareHeights(band, [sheet], 40)();
    for (const i of [0, 39, 123, 399]) {
      const x = ((i % 40) + 0.5) / 40;
      const y = (20.5 + Math.floor(i / 40)) / 40;
      expect(band.z[i]).toBeCloseTo(80 * (0.3 * x - 0.2 * y), 3);
      expect(band.p[i]).toBeCloseTo(0.6, 4);
      expect(band.q[i]).toBeCloseTo(-0.4, 4);
    }
  });

  it('keeps a crease sharp and rounds what is less than one', () => {
    const grid = Float64Array.from({ length: 2 * 81 }, (_, i) => {
      const at = i >> 1;
      return (i % 2 ? Math.floor(at / 9) : at % 9) / 4 - 0.5 + 1e-4 * random.uniform();
    });
    const slopesBeside = (creaseAngle: number) => {
      const band = createBand(64, 64, 0);
      const sheet = createSurface(
        meshOf(grid, (x) => -0.3 * Math.abs(x - 0.5)),
        creaseAngle,
        1,
      );
      prepareSlopes(band, [sheet], 64)();
      return [band.p[32 * 64 + 30]!, band.p[32 * 64 + 33]!] as const;
    };
    const sharp = slopesBeside(15);
    const round = slopesBeside(120);
    expect(sharp[0] - sharp[1]).toBeGreaterThan(0.55);
    expect(round[0] - round[1]).toBeLessThan(0.2);
  });
});

describe('grainOn', () => {
  it('joins bands without a seam', () => {
    const whole = createBand(60, 80, 0);
    grainOn(whole, 7, 2400, TYPESCRIPT_PASSES)();
    const lower = createBand(60, 30, 50);
    grainOn(lower, 7, 2400, TYPESCRIPT_PASSES)();
    expect(whole.p.slice(50 * 60)).toEqual(lower.p);
    expect(whole.q.slice(50 * 60)).toEqual(lower.q);
    expect(Math.max(...whole.p)).toBeGreaterThan(0.02);
  });
});
