/** Shares of the full size that a drag may be drawn at. */
const SHARES = [1, 0.75, 0.5];
/** Thirty frames a second. */
const FRAME_MILLISECONDS = 33;

/**
 * Longer side to draw at while something is dragged: the full one where that keeps up, a smaller one where it does not.
 *
 * @param pace milliseconds a square pixel of the longer side took lately; 0: nothing is known
 */
export function draftSize(full: number, pace: number): number {
  const share = SHARES.find((part) => pace * (full * part) ** 2 <= FRAME_MILLISECONDS) ?? SHARES.at(-1)!;
  return Math.round(full * share);
}
