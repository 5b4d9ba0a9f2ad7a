import { builtKernel } from '../../../../test/support/built-kernel.js';
import { crumpledSheet } from '../../../../test/synthetic/crumpled-sheet.js';
import { foldedSheet } from '../../../../test/synthetic/folded-sheet.js';
import { measureCreases } from '../../../../test/synthetic/measure-creases.js';

describe('creases found from a picture alone', () => {
  it.each([
    ['crumpled', crumpledSheet, 0.6],
    ['folded', foldedSheet, 0.55],
  ])('lie on true ones, and mark most of the sharpest: %s sheets', (_, makeSheet, leastCoverage) => {
    const { precision, coverage, chance } = measureCreases(makeSheet, {
      count: 1,
      side: 1024,
      kernel: builtKernel('analysis'),
    });
    expect(precision).toBeGreaterThan(0.92);
    expect(coverage).toBeGreaterThan(leastCoverage);
    expect(chance).toBeLessThan(0.3);
  });
});
