import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ANALYSIS_VERSION, decodeAnalysis } from '../../../../src/engine/core/analysis/index';
import { PAPER_GENERATOR_VERSION } from '../../../../src/engine/core/papers/index';
import catalogue from './papers/papers.json';

/** `node scripts/studio-samples.mjs` makes them anew. */
describe('the papers that the Studio brings along', () => {
  it('are as the engine makes them now', () => {
    expect(catalogue).toMatchObject({ generatorVersion: PAPER_GENERATOR_VERSION, analysisVersion: ANALYSIS_VERSION });
  });

  it.each(catalogue.papers.map((paper) => [paper.key, paper] as const))(
    '%s has its analysis',
    (key, { width, height }) => {
      const analysis = decodeAnalysis(new Uint8Array(readFileSync(join(__dirname, 'papers', `${key}.analysis`))));
      expect(analysis).toMatchObject({ width, height });
      expect(analysis.confidence).toBeGreaterThan(0.5);
    },
  );
});
