import { createRandom } from '../../random.js';
import { triangulate } from './delaunay.js';
import { edgesOf } from './mesh.js';

describe('triangulate', () => {
  const random = createRandom(3);
  const points = Float64Array.from({ length: 240 }, () => random.uniform());
  const triangles = triangulate(points);
  const corner = (t: number, k: number) =>
    [points[2 * triangles[t + k]!]!, points[2 * triangles[t + k]! + 1]!] as const;

  it('fills the convex hull with triangles that all turn the same way', () => {
    const edges = edgesOf(triangles, 120);
    expect(120 - edges.count + triangles.length / 3).toBe(1);
    for (let t = 0; t < triangles.length; t += 3) {
      const [[ax, ay], [bx, by], [cx, cy]] = [corner(t, 0), corner(t, 1), corner(t, 2)];
      expect((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)).toBeGreaterThan(0);
    }
  });

  it('leaves no point inside the circle through a triangle', () => {
    let worst = -Infinity;
    for (let t = 0; t < triangles.length; t += 3) {
      const [[ax, ay], [bx, by], [cx, cy]] = [corner(t, 0), corner(t, 1), corner(t, 2)];
      for (let i = 0; i < 120; i++) {
        const [dx, dy] = [points[2 * i]!, points[2 * i + 1]!];
        const row = (x: number, y: number) => [x - dx, y - dy, (x - dx) ** 2 + (y - dy) ** 2] as const;
        const [a, b, c] = [row(ax, ay), row(bx, by), row(cx, cy)];
        const determinant =
          a[0] * (b[1] * c[2] - b[2] * c[1]) - a[1] * (b[0] * c[2] - b[2] * c[0]) + a[2] * (b[0] * c[1] - b[1] * c[0]);
        worst = Math.max(worst, determinant);
      }
    }
    expect(worst).toBeLessThan(1e-12);
  });
});
