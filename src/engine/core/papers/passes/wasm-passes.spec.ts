import { breadth } from '../../../../../test/support/breadth.js';
import { builtKernel } from '../../../../../test/support/built-kernel.js';
import { greatestDifference } from '../../../../../test/support/engine-inputs.js';
import { generatePaper, type PaperStyle } from '../index.js';

const kernel = builtKernel('papers');
const STYLES: readonly PaperStyle[] = ['soft-crumpled', 'washi', 'folded-3x2', 'canvas'];

describe('papers made by the WASM kernel', () => {
  it.each(breadth(STYLES.slice(0, 2), STYLES))(
    'differ from those made in TypeScript by one code at most: %s',
    (style) => {
      const specification = { style, seed: 6, width: 271, height: 258, strength: 0.7 };
      const [oracle, paper] = [generatePaper(specification), generatePaper(specification, kernel)];
      const apart = oracle.height.data.map((height, i) => Math.abs(height - paper.height.data[i]!));
      expect(greatestDifference(oracle.image.data, paper.image.data)).toBeLessThanOrEqual(1);
      expect(Math.max(...apart)).toBeLessThan(1e-3);
    },
  );
});
