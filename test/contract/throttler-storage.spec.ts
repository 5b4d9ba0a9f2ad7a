import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ThrottlerStorage } from '@nestjs/throttler';
import { Redis } from 'ioredis';
import { MemoryThrottlerStorage } from '../../src/throttling/memory-throttler-storage.js';
import { RedisThrottlerStorage } from '../../src/throttling/redis-throttler-storage.js';
import { SharedThrottlerStorage } from '../../src/throttling/shared-throttler-storage.js';
import { Gate } from '../support/gate.js';
import { describeWithService } from '../support/real-service.js';
import { until } from '../support/until.js';

const WINDOW = 300;

/** What both storages do alike, on a clock that nobody can set. */
function throttlerStorageContract(open: () => ThrottlerStorage): void {
  let storage: ThrottlerStorage;
  beforeAll(() => void (storage = open()));
  const hit = (key: string, blockDuration = 0, ttl = WINDOW) => storage.increment(key, ttl, 2, blockDuration, 'any');
  /** Sent together: on a busy machine a window ends between one answer and the next hit. */
  const hits = async (key: string, blockDuration = 0) => {
    const answers = await Promise.all([1, 2, 3].map(() => hit(key, blockDuration)));
    return answers.toSorted((a, b) => a.totalHits - b.totalHits);
  };

  it('counts up to the limit, blocks beyond it, and begins anew after the window', async () => {
    const [first, , third] = await hits('a');
    expect(first).toMatchObject({ totalHits: 1, timeToExpire: 1, isBlocked: false, timeToBlockExpire: 0 });
    expect(third).toMatchObject({ totalHits: 3, isBlocked: true, timeToBlockExpire: 1 });
    await until(async () => (await hit('a')).totalHits === 1);
  });

  it('counts each key for itself, each hit once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => hit('b', 0, 60_000)));
    expect(answers.filter(({ isBlocked }) => !isBlocked)).toHaveLength(2);
    expect(await hit('c', 0, 60_000)).toMatchObject({ totalHits: 1, timeToExpire: 60 });
  });

  it('blocks twice as long when the limit is exceeded again soon', async () => {
    const exceed = async () => (await hits('d', 1000))[2]!.timeToBlockExpire;
    expect(await exceed()).toBe(1);
    await sleep(1100);
    expect(await exceed()).toBe(2);
  });
}

describe('throttler storage in memory', () => {
  throttlerStorageContract(() => new MemoryThrottlerStorage());
});

describeWithService('throttler storage in Redis', ['TEST_REDIS_URL'], ({ TEST_REDIS_URL }) => {
  const redis = new Redis(TEST_REDIS_URL);
  const keyPrefix = `throttle-${randomUUID()}`;
  afterAll(async () => {
    const left = await redis.keys(`${keyPrefix}*`);
    if (left.length > 0) await redis.del(left);
    await redis.quit();
  });

  throttlerStorageContract(() => new RedisThrottlerStorage(redis, keyPrefix));

  it('leaves nothing behind once a window has ended', async () => {
    await new RedisThrottlerStorage(redis, keyPrefix).increment('short', 50, 2, 0);
    await until(async () => (await redis.exists(`${keyPrefix}:throttle:short`)) === 0);
  });

  it('counts for several processes together and, without Redis, for each alone', async () => {
    const gate = await Gate.before(TEST_REDIS_URL);
    const storages = [1, 2].map(() => new SharedThrottlerStorage({ url: gate.uri, keyPrefix }));
    const hitEach = async (key: string) => {
      const answers = [];
      for (const storage of storages) answers.push((await storage.increment(key, 60_000, 100, 0)).totalHits);
      return answers;
    };
    const countedTogether = async (key: string) => {
      const [here, there] = await hitEach(key);
      return there === here! + 1;
    };
    try {
      await until(() => countedTogether('first'));
      await gate.close();
      const alone = await hitEach('alone');
      expect(alone).toEqual([1, 1]);
      await gate.open();
      await until(() => countedTogether('again'));
    } finally {
      for (const storage of storages) storage.onApplicationShutdown();
      await gate.close();
    }
  });
});
