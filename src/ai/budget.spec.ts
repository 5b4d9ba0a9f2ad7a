import { setTimeout as delay } from 'node:timers/promises';
import { type Budget, BudgetExceeded, withinBudget } from './budget.js';

function budget(options: Partial<Budget<string>> = {}): Budget<string> {
  return {
    milliseconds: 40,
    lateMilliseconds: 1000,
    signal: new AbortController().signal,
    late: (answer) => void answer.catch(() => undefined),
    ...options,
  };
}

const after = (milliseconds: number) => (signal: AbortSignal) => delay(milliseconds, 'answer', { signal });

describe('withinBudget', () => {
  it('hands on an answer and a failure that come in time', async () => {
    const late = jest.fn();
    await expect(withinBudget(after(1), budget({ late }))).resolves.toBe('answer');
    await expect(withinBudget(() => Promise.reject(new Error('no')), budget({ late }))).rejects.toThrow('no');
    expect(late).not.toHaveBeenCalled();
  });

  it('stops waiting when the time is up and hands over the answer that comes late', async () => {
    let lateAnswer: Promise<string> | undefined;
    const waiting = withinBudget(after(90), budget({ late: (answer) => void (lateAnswer = answer) }));
    await expect(waiting).rejects.toBeInstanceOf(BudgetExceeded);
    await expect(lateAnswer).resolves.toBe('answer');
  });

  it('aborts the work when even late is too late', async () => {
    let seen: AbortSignal | undefined;
    let lateAnswer: Promise<string> | undefined;
    const never = (signal: AbortSignal): Promise<string> => {
      seen = signal;
      return new Promise(() => undefined);
    };
    const waiting = withinBudget(never, budget({ lateMilliseconds: 20, late: (answer) => void (lateAnswer = answer) }));
    await expect(waiting).rejects.toBeInstanceOf(BudgetExceeded);
    expect(seen?.aborted).toBe(false);
    await expect(lateAnswer).rejects.toBeInstanceOf(BudgetExceeded);
    expect(seen?.aborted).toBe(true);
  });

  it('ends at once with the reason of a caller that aborts, even where the work ignores its signal', async () => {
    const caller = new AbortController();
    const reason = new Error('the artist left');
    const waiting = withinBudget(() => new Promise<string>(() => undefined), budget({ signal: caller.signal }));
    caller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    await expect(withinBudget(after(1), budget({ signal: caller.signal }))).rejects.toBe(reason);
  });

  it('lets late work go on when its caller ends afterwards', async () => {
    const caller = new AbortController();
    let lateAnswer: Promise<string> | undefined;
    const late = (answer: Promise<string>): void => void (lateAnswer = answer);
    await withinBudget(after(90), budget({ signal: caller.signal, late })).catch(() => undefined);
    caller.abort(new Error('the job is over'));
    await expect(lateAnswer).resolves.toBe('answer');
  });
});
