import type { ThrottlerStorage } from '@nestjs/throttler';
import type { Redis } from 'ioredis';
import { MAX_BLOCK_FACTOR, type ThrottlerRecord } from './throttler-record.js';

/**
 * One hit, in one step for all processes and by the clock of Redis. A window is a hash of hits, its end, strikes and when they are
 * forgotten; it expires by itself.
 */
const COUNT_HIT = `
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local ttl, limit, block, factor = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local kept = redis.call('HMGET', KEYS[1], 'hits', 'endsAt', 'strikes', 'forgottenAt')
local hits, endsAt = tonumber(kept[1] or 0), tonumber(kept[2] or 0)
local strikes, forgottenAt = tonumber(kept[3] or 0), tonumber(kept[4] or 0)
if now >= endsAt then
  if now >= forgottenAt then strikes = 0 end
  hits, endsAt = 0, now + ttl
end
hits = hits + 1
if hits == limit + 1 and block > 0 then
  local blocked = block * math.min(2 ^ strikes, factor)
  strikes, endsAt, forgottenAt = strikes + 1, now + blocked, now + 2 * blocked
end
redis.call('HSET', KEYS[1], 'hits', hits, 'endsAt', endsAt, 'strikes', strikes, 'forgottenAt', forgottenAt)
redis.call('PEXPIREAT', KEYS[1], math.max(endsAt, forgottenAt))
return { hits, endsAt - now }
`;

type CountingRedis = Redis & {
  countHit(key: string, ttl: number, limit: number, block: number, factor: number): Promise<[number, number]>;
};

/** Counts as {@link MemoryThrottlerStorage} does, for all processes that use the same Redis together. */
export class RedisThrottlerStorage implements ThrottlerStorage {
  private readonly redis: CountingRedis;

  constructor(
    redis: Redis,
    private readonly keyPrefix: string,
  ) {
    redis.defineCommand('countHit', { numberOfKeys: 1, lua: COUNT_HIT });
    this.redis = redis as CountingRedis;
  }

  /** @throws Error where Redis does not answer */
  async increment(key: string, ttl: number, limit: number, blockDuration: number): Promise<ThrottlerRecord> {
    const name = `${this.keyPrefix}:throttle:${key}`;
    const [totalHits, millisecondsLeft] = await this.redis.countHit(name, ttl, limit, blockDuration, MAX_BLOCK_FACTOR);
    const timeToExpire = Math.ceil(millisecondsLeft / 1000);
    const isBlocked = totalHits > limit;
    return { totalHits, timeToExpire, isBlocked, timeToBlockExpire: isBlocked ? timeToExpire : 0 };
  }
}
