import type { Connection } from 'mongoose';
import { JobClock } from './job-clock.js';

/** A server whose clock differs from this machine's. */
function serverAheadBy(milliseconds: number): Connection {
  const command = () => Promise.resolve({ localTime: new Date(Date.now() + milliseconds) });
  return { db: { command } } as unknown as Connection;
}

describe('clock of jobs', () => {
  it('goes by this machine until the server was asked', () => {
    expect(Math.abs(new JobClock(serverAheadBy(0)).now().getTime() - Date.now())).toBeLessThan(5000);
  });

  it.each([-300_000, 300_000])('goes by the server, whose clock differs by %d ms', async (ahead) => {
    const clock = new JobClock(serverAheadBy(ahead));
    await clock.synchronise();
    expect(Math.abs(clock.now().getTime() - Date.now() - ahead)).toBeLessThan(5000);
    const now = clock.now().getTime();
    expect(clock.after(5000).getTime() - now).toBeGreaterThanOrEqual(5000);
  });

  it('does not jump when this machine’s clock is corrected', async () => {
    const clock = new JobClock(serverAheadBy(0));
    await clock.synchronise();
    const before = clock.now().getTime();
    jest.spyOn(Date, 'now').mockReturnValue(0);
    const after = clock.now().getTime();
    expect(after).toBeGreaterThanOrEqual(before);
    expect(after - before).toBeLessThan(60_000);
    jest.restoreAllMocks();
  });
});
