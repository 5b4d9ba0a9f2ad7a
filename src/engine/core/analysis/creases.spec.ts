import { breadth } from '../../../../test/support/breadth.js';
import { builtKernel } from '../../../../test/support/built-kernel.js';
import { crumpledSheet } from '../../../../test/synthetic/crumpled-sheet.js';
import { foldedSheet } from '../../../../test/synthetic/folded-sheet.js';
import { measureCreases } from '../../../../test/synthetic/measure-creases.js';
import type { SheetMaker } from '../../../../test/synthetic/sheet.js';

describe('creases found from a picture alone', () => {
  const kinds: readonly [string, SheetMaker, number][] = [
    ['crumpled', crumpledSheet, 0.6],
    ['folded', foldedSheet, 0.55],
  ];
  it.each(breadth(kinds.slice(0, 1), kinds))(
    'lie on true ones, and mark most of the sharpest: %s sheets',
    (_, makeSheet, leastCoverage) => {
      const { precision, coverage, chance } = measureCreases(makeSheet, {
        count: 1,
        side: 1024,
        kernel: builtKernel('analysis'),
      });
      expect(precision).toBeGreaterThan(0.92);
      expect(coverage).toBeGreaterThan(leastCoverage);
      expect(chance).toBeLessThan(0.3);
    },
  );
});
