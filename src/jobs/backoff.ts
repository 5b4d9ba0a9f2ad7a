const FIRST_MILLISECONDS = 1000;
const LONGEST_MILLISECONDS = 60_000;
const OUTAGE_MILLISECONDS = { least: 1000, most: 4000 };

/**
 * Pause before a job is tried again: exponential with full jitter, so that jobs that failed together do not return together.
 * @param attempt the attempt that failed, from 1
 * @param random uniform in [0, 1)
 */
export function backoffMilliseconds(attempt: number, random: () => number = Math.random): number {
  return Math.floor(random() * Math.min(LONGEST_MILLISECONDS, FIRST_MILLISECONDS * 2 ** (attempt - 1)));
}

/** Pause before a job looks again whether what it needs is back. */
export function outagePause(random: () => number = Math.random): number {
  const { least, most } = OUTAGE_MILLISECONDS;
  return Math.floor(least + random() * (most - least));
}
