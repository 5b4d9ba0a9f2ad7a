import { contactSheetLayout } from './contact-sheet-layout';

describe('contactSheetLayout', () => {
  it.each([1, 2, 4, 5, 24, 100])('keeps %i cells apart and on the sheet', (count) => {
    const { size, cells } = contactSheetLayout(count);
    expect(cells).toHaveLength(count);
    for (const [i, { x, y, side }] of cells.entries()) {
      expect(x).toBeGreaterThan(0);
      expect(x + side).toBeLessThan(size.width);
      expect(y + side).toBeLessThan(size.height);
      const apart = cells.every((other, k) => k === i || Math.abs(other.x - x) > side || Math.abs(other.y - y) > side);
      expect(apart).toBe(true);
    }
  });

  it('is nearly square, and no wider than six cells', () => {
    expect(contactSheetLayout(4).cells.map(({ x }) => x)).toEqual([60, 576, 60, 576]);
    expect(new Set(contactSheetLayout(100).cells.map(({ x }) => x)).size).toBe(6);
  });
});
