import * as analysis from '../../src/engine/core/analysis/index.js';
import * as papers from '../../src/engine/core/papers/index.js';
import type { Raster } from '../../src/engine/core/raster.js';
import { builtKernel } from './built-kernel.js';

/** Papers and their analyses as the service makes them, by the compiled kernels; tests of these hold them to TypeScript. */
const papersKernel = builtKernel('papers');
const analysisKernel = builtKernel('analysis');

export function generatePaper(specification: papers.PaperSpecification): papers.GeneratedPaper {
  return papers.generatePaper(specification, papersKernel);
}

export function analysePaper(picture: Raster, known?: analysis.KnownSheet | null): analysis.PaperAnalysis {
  return analysis.analysePaper(picture, known, analysisKernel);
}
