import { AttemptLease } from './attempt-lease.js';
import type { LeaseState } from './attempts.repository.js';
import type { JobProgress } from './job.js';

const LEASE = 3000;

function open(answer: () => Promise<LeaseState> = () => Promise.resolve('held')) {
  const written: (JobProgress | undefined)[] = [];
  const ended: string[] = [];
  const lease = new AttemptLease({
    milliseconds: LEASE,
    renew: (progress) => {
      written.push(progress);
      return answer();
    },
    onEnd: (state) => ended.push(state),
  });
  return { lease, written, ended };
}

describe('lease of an attempt', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('is renewed four times in its length', async () => {
    const { lease, written, ended } = open();
    await jest.advanceTimersByTimeAsync(LEASE * 3);
    expect(written).toHaveLength(12);
    expect(ended).toEqual([]);
    lease.stop();
  });

  it('writes a new step at once and steps in between only when the time has come', async () => {
    const { lease, written } = open();
    for (let i = 0; i <= 10; i++) {
      lease.report({ step: 'shade', fraction: i / 10 });
      await jest.advanceTimersByTimeAsync(50);
    }
    lease.report({ step: 'encode', fraction: 1 });
    await jest.advanceTimersByTimeAsync(1);
    expect(written).toEqual([
      { step: 'shade', fraction: 0 },
      { step: 'shade', fraction: 0.4 },
      { step: 'shade', fraction: 0.9 },
      { step: 'encode', fraction: 1 },
    ]);
    lease.stop();
  });

  it('ends when another attempt has the job', async () => {
    const { ended } = open(() => Promise.resolve('lost'));
    await jest.advanceTimersByTimeAsync(LEASE);
    expect(ended).toEqual(['lost']);
  });

  it('ends when the job was cancelled', async () => {
    const { ended } = open(() => Promise.resolve('cancelled'));
    await jest.advanceTimersByTimeAsync(LEASE);
    expect(ended).toEqual(['cancelled']);
  });

  it.each([
    ['fail', () => Promise.reject(new Error('away'))],
    ['never answer', () => new Promise<never>(() => undefined)],
  ])('counts as lost after its whole length when renewals %s', async (_how, answer) => {
    const { ended } = open(answer);
    await jest.advanceTimersByTimeAsync(LEASE - 1);
    expect(ended).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    expect(ended).toEqual(['lost']);
  });

  it('survives failures that pass in time', async () => {
    let calls = 0;
    const { lease, ended } = open(() =>
      ++calls % 3 === 0 ? Promise.resolve('held') : Promise.reject(new Error('away')),
    );
    await jest.advanceTimersByTimeAsync(LEASE * 4);
    expect(ended).toEqual([]);
    lease.stop();
  });
});
