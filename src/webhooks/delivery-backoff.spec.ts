import { retryPause } from './delivery-backoff.js';

describe('the pause before a webhook is told again', () => {
  const PAUSES = [5, 300];

  it('is the one meant for the attempt, give or take a fifth', () => {
    expect([0, 0.5, 0.999].map((random) => retryPause(1, PAUSES, () => random))).toEqual([4000, 5000, 5998]);
    expect(retryPause(2, PAUSES, () => 0.5)).toBe(300_000);
  });

  it('comes to an end', () => {
    expect(retryPause(3, PAUSES)).toBeUndefined();
    expect(retryPause(1, [])).toBeUndefined();
  });
});
