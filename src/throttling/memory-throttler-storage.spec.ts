import { MemoryThrottlerStorage } from './memory-throttler-storage.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

describe('MemoryThrottlerStorage', () => {
  let now: number;
  let storage: MemoryThrottlerStorage;
  beforeEach(() => {
    now = 5 * MINUTE;
    storage = new MemoryThrottlerStorage(() => now);
  });
  const hit = (key = 'key', blockDuration = 0) => storage.increment(key, MINUTE, 2, blockDuration);
  const hits = async (count: number, blockDuration = 0) => {
    for (let index = 1; index < count; index += 1) await hit('key', blockDuration);
    return hit('key', blockDuration);
  };

  it('blocks beyond the limit until the window ends', async () => {
    expect(await hits(2)).toEqual({ totalHits: 2, timeToExpire: 60, isBlocked: false, timeToBlockExpire: 0 });
    now += 20 * SECOND;
    expect(await hit()).toEqual({ totalHits: 3, timeToExpire: 40, isBlocked: true, timeToBlockExpire: 40 });
    now += 40 * SECOND - 1;
    expect(await hit()).toMatchObject({ isBlocked: true, timeToBlockExpire: 1 });
    now += 1;
    expect(await hit()).toMatchObject({ totalHits: 1, isBlocked: false });
  });

  it('names whole seconds, never more than the window has, whatever fractions the clock shows', async () => {
    for (let index = 0; index < 1000; index += 1) {
      now += 61_234.567;
      expect(await hit()).toMatchObject({ totalHits: 1, timeToExpire: 60 });
    }
  });

  it('counts each key for itself', async () => {
    await hits(3);
    expect(await hit('another')).toMatchObject({ totalHits: 1, isBlocked: false });
  });

  it('lets one of many at the same time through per free place', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => hit()));
    expect(answers.filter(({ isBlocked }) => !isBlocked)).toHaveLength(2);
  });

  it('blocks twice as long each time the limit is exceeded again, up to a bound', async () => {
    const blocks = [];
    for (let round = 0; round < 6; round += 1) {
      const { timeToBlockExpire } = await hits(3, MINUTE);
      blocks.push(timeToBlockExpire);
      now += timeToBlockExpire * SECOND;
    }
    expect(blocks).toEqual([60, 120, 240, 480, 480, 480]);
  });

  it('is not prolonged by hits while it blocks', async () => {
    await hits(3, MINUTE);
    now += 30 * SECOND;
    expect(await hits(50, MINUTE)).toMatchObject({ timeToBlockExpire: 30 });
  });

  it('forgets earlier blocks once the limit has been kept for as long as the last block', async () => {
    await hits(3, MINUTE);
    now += 2 * MINUTE;
    expect(await hits(3, MINUTE)).toMatchObject({ timeToBlockExpire: 60 });
  });

  it('drops what has ended', async () => {
    for (let index = 0; index < 100; index += 1) await hit(`key ${index}`);
    expect(storage.size).toBe(100);
    now += MINUTE;
    await hit();
    expect(storage.size).toBe(1);
  });
});
