import { backoffMilliseconds } from './backoff.js';

describe('backoff', () => {
  it('doubles its bound with every attempt, up to a minute', () => {
    const longest = [1, 2, 3, 6, 7, 20].map((attempt) => backoffMilliseconds(attempt, () => 1));
    expect(longest).toEqual([1000, 2000, 4000, 32_000, 60_000, 60_000]);
  });

  it('spreads over the whole interval', () => {
    expect(backoffMilliseconds(3, () => 0)).toBe(0);
    expect(backoffMilliseconds(3, () => 0.5)).toBe(2000);
  });
});
