import { setTimeout as sleep } from 'node:timers/promises';

/** Exponential backoff with jitter ("equal jitter", Brooker, AWS Architecture Blog 2015). */
const BACKOFF_MILLISECONDS = { first: 250, longest: 5000 };

/** Wait before try `attempt`, counted from 1: between half and all of a time that doubles. */
export function backoffMilliseconds(attempt: number, random = Math.random()): number {
  const { first, longest } = BACKOFF_MILLISECONDS;
  return Math.min(longest, first * 2 ** (attempt - 1)) * (0.5 + random / 2);
}

/**
 * Tries until it works or the signal ends it.
 * @param failed told of each failure
 */
export async function retryUntilDone(
  task: () => Promise<void>,
  failed: (error: unknown) => void,
  signal: AbortSignal,
): Promise<void> {
  for (let attempt = 1; !signal.aborted; attempt++) {
    try {
      await task();
      return;
    } catch (error) {
      if (signal.aborted) return;
      failed(error);
    }
    await sleep(backoffMilliseconds(attempt), undefined, { signal }).catch(() => undefined);
  }
}
