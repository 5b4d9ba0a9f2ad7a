/** Of the pause that is meant; deliveries that failed together do not return together. */
const JITTER = 0.2;

/**
 * Pause before a delivery is tried again.
 * @param attempt the attempt that failed, from 1
 * @param pauses seconds, after the first attempt, the second, …
 * @param random uniform in [0, 1)
 * @returns milliseconds; undefined where it is not tried again
 */
export function retryPause(
  attempt: number,
  pauses: readonly number[],
  random: () => number = Math.random,
): number | undefined {
  const seconds = pauses[attempt - 1];
  return seconds === undefined ? undefined : Math.round(seconds * 1000 * (1 + JITTER * (2 * random() - 1)));
}
