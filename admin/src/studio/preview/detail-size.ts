/** Longer side of the largest preview: as much of the art is kept for it. */
const GREATEST = 2048;
/** Details are drawn in sizes that far apart, so that few zooms need another. */
const DETAIL_STEP = 256;

/**
 * Longer side to draw at again when nothing moves, on screens and at zooms that show more than the full preview has.
 *
 * @param shown longer side on the screen, in its own pixels
 * @param paper longer side of the paper itself
 * @returns null where the full preview is enough
 */
export function detailSize(full: number, shown: number, paper: number): number | null {
  const most = Math.min(GREATEST, paper);
  const wanted = Math.min(most, Math.ceil(shown / DETAIL_STEP) * DETAIL_STEP);
  return shown > full && wanted > full ? wanted : null;
}
