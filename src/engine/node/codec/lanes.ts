import { availableParallelism } from 'node:os';

/** Pieces of sharp's work at a time; libuv has four threads for all of the process. */
const LANES = Math.min(3, availableParallelism());

/** Does pieces of work `0`…`count − 1`, some at a time, in order. @throws what the first that failed threw, when none is at work any more */
export async function inLanes(count: number, work: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async () => {
    try {
      while (next < count) await work(next++);
    } catch (error) {
      next = count;
      throw error;
    }
  };
  const lanes = await Promise.allSettled(Array.from({ length: Math.min(LANES, count) }, lane));
  for (const each of lanes) if (each.status === 'rejected') throw each.reason;
}
