import type { Plane } from '../raster.js';
import { HISTOGRAM_BINS } from './paper-analysis.js';

/**
 * Shares of the area at equal steps of luminance; see `PaperAnalysis.histogram`.
 *
 * @param white luminance of the bare sheet in full light
 * @param usable 1 where the sheet is; null where it fills the picture
 */
export function histogramOf({ data }: Plane, white: number, usable: Uint8Array | null): number[] {
  const counts = Array.from({ length: HISTOGRAM_BINS }, () => 0);
  let total = 0;
  for (let i = 0; i < data.length; i++) {
    if (usable && usable[i] === 0) continue;
    const bin = Math.min(HISTOGRAM_BINS - 1, Math.max(0, Math.floor((data[i]! / white) * HISTOGRAM_BINS)));
    counts[bin]!++;
    total++;
  }
  return counts.map((count) => count / Math.max(1, total));
}
