import { breadth } from '../../../../test/support/breadth.js';
import { builtKernel } from '../../../../test/support/built-kernel.js';
import { crumpledSheet } from '../../../../test/synthetic/crumpled-sheet.js';
import { foldedSheet } from '../../../../test/synthetic/folded-sheet.js';
import { measureRelief } from '../../../../test/synthetic/measure-relief.js';

const kernel = builtKernel('analysis');

describe('the relief found from a picture alone', () => {
  it('follows the truth on crumpled sheets lit from unknown sides', () => {
    const { correlation, axisError, leastConfidence } = measureRelief(crumpledSheet, {
      count: breadth(2, 8),
      side: 512,
      kernel,
    });
    expect(correlation.median).toBeGreaterThan(0.86);
    expect(correlation.least).toBeGreaterThan(0.8);
    expect(axisError.median).toBeLessThan(5);
    expect(leastConfidence).toBeGreaterThan(0.9);
  });

  it('follows the truth on sheets with another pattern of creases', () => {
    const { correlation, axisError, leastConfidence } = measureRelief(
      foldedSheet,
      { count: breadth(1, 4), side: 512, kernel },
      { grain: 0.01 },
    );
    expect(correlation.median).toBeGreaterThan(0.8);
    expect(axisError.median).toBeLessThan(7);
    expect(leastConfidence).toBeGreaterThan(0.9);
  });
});
