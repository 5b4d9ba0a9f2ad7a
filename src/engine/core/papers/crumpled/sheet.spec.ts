import { createRandom } from '../../random.js';
import { foldsOf } from './folds.js';
import type { SheetMesh } from './mesh.js';
import { refine } from './refine.js';
import { relax } from './relax.js';
import { createSheet, type SheetOptions } from './sheet.js';
import { edgesOf } from './mesh.js';

const OPTIONS: SheetOptions = {
  spacing: 0.15,
  variation: 0.2,
  excess: 1.06,
  confinement: 0,
  jitter: 0,
  refinements: 1,
  rounds: [300, 100],
  facetStiffness: 0.1,
  ridgeStiffness: [0, 0.05],
  valleyStiffness: [0, 0.05],
};

/** Two triangles over the unit square. */
function square(z: number): SheetMesh {
  const triangles = Int32Array.from([0, 1, 3, 2, 3, 1]);
  const edges = edgesOf(triangles, 4);
  return {
    flat: Float64Array.from([0, 0, 1, 0, 1, 1, 0, 1]),
    position: Float64Array.from([0, 0, 0, 1, 0, z, 1, 1, 0, 0, 1, z]),
    triangles,
    edges,
    stiffness: new Float64Array(edges.count).fill(1),
  };
}

describe('refine', () => {
  it('splits each triangle in four and hands stiffness down to the halves of edges', () => {
    const fine = refine(createRandom(1), square(0), 0.25, 0);
    expect(fine.triangles).toHaveLength(24);
    expect(fine.flat).toHaveLength(2 * 9);
    expect([...fine.stiffness].filter((value) => value === 1)).toHaveLength(10);
    expect([...fine.stiffness].filter((value) => value === 0.25)).toHaveLength(6);
  });
});

describe('relax', () => {
  it('straightens a stiff hinge', () => {
    const sheet = square(0.2);
    relax(sheet, 1, 200, 0);
    const [a, b, c, d] = [2, 5, 8, 11].map((z) => sheet.position[z]!);
    expect(Math.abs(a! + c! - b! - d!)).toBeLessThan(1e-3);
  });
});

describe('createSheet', () => {
  const frame = { width: 1, height: 1 };
  const { mesh, folds } = createSheet(createRandom(5), frame, OPTIONS);

  it('rises because it is longer than its frame, and covers the frame', () => {
    const z = mesh.position.filter((_, i) => i % 3 === 2);
    expect(Math.max(...z) - Math.min(...z)).toBeGreaterThan(0.03);
    const x = mesh.position.filter((_, i) => i % 3 === 0);
    expect(Math.min(...x)).toBeLessThan(-0.2);
    expect(Math.max(...x)).toBeGreaterThan(1.2);
  });

  it('is the same sheet for the same seed', () => {
    expect(createSheet(createRandom(5), frame, OPTIONS).mesh.position).toEqual(mesh.position);
  });

  it('tells its folds: ridges that rise above what lies beside them, and valleys', () => {
    const angles = folds.map(({ angle }) => angle);
    expect(angles.filter((angle) => angle > 0.3).length).toBeGreaterThan(20);
    expect(angles.filter((angle) => angle < -0.3).length).toBeGreaterThan(20);
  });
});

describe('foldsOf', () => {
  it('tells the angle of a ridge and of a valley', () => {
    // The square is folded along the diagonal from its second corner to its fourth.
    const rise = 0.1;
    const angle = 2 * Math.atan(rise * Math.SQRT2);
    expect(foldsOf(square(rise)).map((fold) => fold.angle)).toEqual([expect.closeTo(angle, 2)]);
    expect(foldsOf(square(-rise)).map((fold) => fold.angle)).toEqual([expect.closeTo(-angle, 2)]);
  });
});
