import { checkQuad } from './quad-checks';
import { cornersOf, type Point, type Quad, WHOLE } from './sheet-mesh';

const SIZE = { width: 2000, height: 1000 };
const INSET: Quad = [
  { x: 0.1, y: 0.1 },
  { x: 0.9, y: 0.1 },
  { x: 0.9, y: 0.9 },
  { x: 0.1, y: 0.9 },
];

const moveCorner = (quad: Quad, corner: number, to: Point) =>
  quad.map((point, i) => (i === corner ? to : point)) as unknown as Quad;

describe('checks of four corners', () => {
  it('measure coverage and lean', () => {
    expect(checkQuad(cornersOf(WHOLE), SIZE)).toEqual({ convex: true, dented: [], coverage: 1, lean: 0 });
    expect(checkQuad(INSET, SIZE).coverage).toBeCloseTo(0.64, 10);
    const leaning = moveCorner(INSET, 1, { x: 0.9, y: 0.1 + 0.16 });
    expect(checkQuad(leaning, SIZE).lean).toBeCloseTo((Math.atan2(160, 1600) * 180) / Math.PI, 10);
  });

  it('name the corner that dents the outline', () => {
    const dented = moveCorner(INSET, 2, { x: 0.3, y: 0.3 });
    expect(checkQuad(dented, SIZE)).toMatchObject({ convex: false, dented: [2] });
  });

  it('refuse corners in one line', () => {
    const flat = moveCorner(INSET, 1, { x: 0.5, y: 0.5 });
    expect(checkQuad(flat, SIZE).convex).toBe(false);
  });
});
