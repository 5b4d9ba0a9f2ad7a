/**
 * What the analysis of papers spends its time on: what `src/engine/core/analysis` does in TypeScript, here in SIMD. Planes are
 * of 32-bit floats. Rows of heights, gradients and shadings are `stride` floats apart, four at least beyond the width, and what lies beyond
 * the width is 0.
 */
export { average } from '../area-average';
export { blurPlane } from '../blur-plane';
export { forward, inverse, scaleSpectrum, turnSpectrum } from './fourier';
export { meanOfColumns } from './means';
export { averageCodes, enlargeColumns, enlargeRows } from './resample';
export { sheetMisfit } from './sheet-misfit';
export { transposePlane } from './transposition';
export { unexplained, withoutInk } from './shading';
export { addScaled, combine, dot } from './vectors';

/** Where the kernel's own data ends. */
export function ownBytes(): usize {
  return __heap_base;
}
