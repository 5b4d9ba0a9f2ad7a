/** Shares of the full size that a drag may be drawn at. */
const SHARES = [1, 0.75, 0.5];
/** Thirty frames a second. */
const FRAME_MILLISECONDS = 33;

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

/**
 * Longer side to draw at while something is dragged: the full one where that keeps up, a smaller one where it does not.
 *
 * @param pace milliseconds a square pixel of the longer side took lately; 0: nothing is known
 */
export function draftSize(full: number, pace: number): number {
  const share = SHARES.find((part) => pace * (full * part) ** 2 <= FRAME_MILLISECONDS) ?? SHARES.at(-1)!;
  return Math.round(full * share);
}
