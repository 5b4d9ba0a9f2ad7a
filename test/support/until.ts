import { setTimeout as sleep } from 'node:timers/promises';

const LONGEST_PAUSE_MILLISECONDS = 100;

/** Waits for something to come true. @throws Error naming it where it does not in time; generous, for busy machines */
export async function until(holds: () => boolean | Promise<boolean>, milliseconds = 60_000): Promise<void> {
  const end = performance.now() + milliseconds;
  // What takes long is asked about less often: asking a service keeps two processes busy.
  for (let pause = 10; !(await holds()); pause = Math.min(1.2 * pause, LONGEST_PAUSE_MILLISECONDS)) {
    if (performance.now() > end) throw new Error(`did not come true within ${milliseconds} ms: ${holds.toString()}`);
    await sleep(pause);
  }
}
