import { setTimeout as pause } from 'node:timers/promises';

const MAX_ATTEMPTS = 5;
const FIRST_PAUSE_MILLISECONDS = 20;

/**
 * Repeats what meets another request at the same place (409): S3 asks for that (OperationAborted), the SDK does not do it,
 * and servers over a file system answer so while a neighbour's folder disappears.
 */
export async function untilUncontested<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === MAX_ATTEMPTS || !isConflict(error)) throw error;
      await pause(FIRST_PAUSE_MILLISECONDS * 2 ** attempt * Math.random(), undefined, { signal });
    }
  }
}

function isConflict(error: unknown): boolean {
  const { $metadata } = (error ?? {}) as { $metadata?: { httpStatusCode?: number } };
  return $metadata?.httpStatusCode === 409;
}
