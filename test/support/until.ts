import { setTimeout as sleep } from 'node:timers/promises';

/** Waits for something to come true. @throws Error naming it where it does not in time; generous, for busy machines */
export async function until(holds: () => boolean | Promise<boolean>, milliseconds = 60_000): Promise<void> {
  const end = performance.now() + milliseconds;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`did not come true within ${milliseconds} ms: ${holds.toString()}`);
    await sleep(10);
  }
}
