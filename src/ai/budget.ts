/** The time was up before the work was done. */
export class BudgetExceeded extends Error {
  override readonly name = 'BudgetExceeded';
}

export interface Budget<T> {
  readonly milliseconds: number;
  /** After the budget: how long the work may still go on before it is aborted. */
  readonly lateMilliseconds: number;
  /** The caller's wish to stop; it counts until the budget is used up. */
  readonly signal: AbortSignal;
  /** Called when the budget is used up, with the answer that is still to come; it rejects when that is too late too. */
  readonly late: (answer: Promise<T>) => void;
}

/**
 * Runs `work` with a limit on how long the caller waits, which is shorter than the limit on the work itself. Holds for work
 * that ignores its signal, too.
 *
 * @throws BudgetExceeded when the time is up
 * @throws the signal's reason when the caller aborts
 */
export async function withinBudget<T>(work: (signal: AbortSignal) => Promise<T>, budget: Budget<T>): Promise<T> {
  budget.signal.throwIfAborted();
  const stop = new AbortController();
  const abort = (): void => stop.abort(budget.signal.reason);
  budget.signal.addEventListener('abort', abort, { once: true });
  const answer = untilAborted(work(stop.signal), stop.signal);
  const alarm = timer(budget.milliseconds, () => new BudgetExceeded(`no answer within ${budget.milliseconds} ms`));
  try {
    return await Promise.race([answer, alarm.rings]);
  } catch (error) {
    if (error instanceof BudgetExceeded) budget.late(givenUpAfter(answer, budget.lateMilliseconds, stop));
    throw error;
  } finally {
    alarm.clear();
    budget.signal.removeEventListener('abort', abort);
  }
}

async function givenUpAfter<T>(answer: Promise<T>, milliseconds: number, stop: AbortController): Promise<T> {
  const limit = setTimeout(() => stop.abort(new BudgetExceeded('given up')), milliseconds);
  try {
    return await answer;
  } finally {
    clearTimeout(limit);
  }
}

function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    work.then(resolve, reject);
  });
}

function timer(milliseconds: number, reason: () => Error): { rings: Promise<never>; clear: () => void } {
  let handle: NodeJS.Timeout;
  const rings = new Promise<never>((_resolve, reject) => {
    handle = setTimeout(() => reject(reason()), milliseconds);
  });
  return { rings, clear: () => clearTimeout(handle) };
}
