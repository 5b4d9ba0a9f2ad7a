import {
  cornersOf,
  handlesOf,
  isFlat,
  linesOf,
  type Mesh,
  meshOf,
  movePoint,
  nudge,
  WHOLE,
  withPoints,
} from './sheet-mesh';

const LEANING = meshOf([
  { x: 0.1, y: 0.2 },
  { x: 0.9, y: 0.1 },
  { x: 0.8, y: 0.9 },
  { x: 0.2, y: 0.8 },
]);

describe('the sheet of a placement', () => {
  it('is flat with nothing but corners, which come first, in the order of a quad', () => {
    expect(isFlat(LEANING)).toBe(true);
    expect(handlesOf(LEANING).map(({ point }) => point)).toEqual(cornersOf(LEANING));
    const dense = handlesOf(withPoints(LEANING, 3));
    expect(dense).toHaveLength(9);
    expect(dense.slice(0, 4).map(({ row, column }) => [row, column])).toEqual([
      [0, 0],
      [0, 2],
      [2, 2],
      [2, 0],
    ]);
  });

  it('stays the same sheet with more points, and with fewer again', () => {
    const there = withPoints(LEANING, 4);
    const back = withPoints(there, 2);
    back.flat().forEach(({ x, y }, i) => {
      expect(x).toBeCloseTo(LEANING.flat()[i]!.x, 10);
      expect(y).toBeCloseTo(LEANING.flat()[i]!.y, 10);
    });
    // Perspective: the middle of the sheet is where its diagonals cross, not the mean of its corners.
    const middle = withPoints(LEANING, 3)[1]![1]!;
    const onDiagonal = (middle.y - 0.2) * (0.8 - 0.1) - (middle.x - 0.1) * (0.9 - 0.2);
    expect(onDiagonal).toBeCloseTo(0, 10);
  });

  it('moves one point by pixels of the picture, no further than its edge', () => {
    const mesh = withPoints(WHOLE, 3);
    const size = { width: 2000, height: 1000 };
    const moved = nudge(mesh, { row: 1, column: 1, point: mesh[1]![1]! }, { x: 10, y: -10 }, size);
    expect(moved[1]![1]!.x).toBeCloseTo(0.505, 10);
    expect(moved[1]![1]!.y).toBeCloseTo(0.49, 10);
    expect(moved[0]).toEqual(mesh[0]);
    expect(movePoint(mesh, { row: 2, column: 0 }, { x: -4, y: 7 })[2]![0]).toEqual({ x: 0, y: 1 });
  });

  it('is drawn through its points, outline first', () => {
    const bent: Mesh = movePoint(withPoints(WHOLE, 3), { row: 0, column: 1 }, { x: 0.5, y: 0.2 });
    const [outline, ...inner] = linesOf(bent);
    expect(inner).toHaveLength(2);
    expect(outline!.some(({ x, y }) => Math.abs(x - 0.5) < 1e-9 && Math.abs(y - 0.2) < 1e-9)).toBe(true);
  });
});
