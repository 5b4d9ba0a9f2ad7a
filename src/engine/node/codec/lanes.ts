import { availableParallelism } from 'node:os';

/**
 * Pieces of sharp's work that a thread asks for at a time, of all pictures together: more would only hold more memory. libuv has
 * four threads for all of the process.
 */
const LANES = Math.min(3, availableParallelism());

let free = LANES;
const waiting: (() => void)[] = [];

/** Does pieces of work `0`…`count − 1`, some at a time, in order. @throws what the first that failed threw, when none is at work any more */
export async function inLanes(count: number, work: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < count) {
      await enter();
      try {
        if (next < count) await work(next++);
      } catch (error) {
        next = count;
        throw error;
      } finally {
        leave();
      }
    }
  };
  const lanes = await Promise.allSettled(Array.from({ length: Math.min(LANES, count) }, lane));
  for (const each of lanes) if (each.status === 'rejected') throw each.reason;
}

async function enter(): Promise<void> {
  if (free === 0) return new Promise((resolve) => waiting.push(resolve));
  free -= 1;
}

/** Whoever waits longest has the place. */
function leave(): void {
  const first = waiting.shift();
  if (first) first();
  else free += 1;
}
