import { Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { ThrottlerStorage } from '@nestjs/throttler';
import type { Redis } from 'ioredis';
import { commandProblem, openRedis } from '../redis/redis-connection.js';
import { MemoryThrottlerStorage } from './memory-throttler-storage.js';
import { RedisThrottlerStorage } from './redis-throttler-storage.js';
import type { ThrottlerRecord } from './throttler-record.js';

/** After a failure requests are counted here for so long before one of them tries Redis again. */
const AWAY_MILLISECONDS = 2000;

/** Counts in Redis for all processes and, while it is away, in this process alone: requests are limited at all times. */
export class SharedThrottlerStorage implements ThrottlerStorage, OnApplicationShutdown {
  private readonly logger = new Logger('Throttling');
  private readonly redis: Redis;
  private readonly shared: RedisThrottlerStorage;
  private readonly own = new MemoryThrottlerStorage();
  private away = false;
  private tryAgainAt = 0;

  constructor({ url, keyPrefix }: { url: string; keyPrefix: string }) {
    this.redis = openRedis(url, this.logger);
    this.shared = new RedisThrottlerStorage(this.redis, keyPrefix);
  }

  async increment(key: string, ttl: number, limit: number, blockDuration: number): Promise<ThrottlerRecord> {
    if (performance.now() < this.tryAgainAt) return this.own.increment(key, ttl, limit, blockDuration);
    try {
      const record = await this.shared.increment(key, ttl, limit, blockDuration);
      if (this.away) this.logger.log('requests are counted for all processes again');
      this.away = false;
      return record;
    } catch (error) {
      if (!this.away)
        this.logger.warn(`requests are counted by each process alone: ${commandProblem(this.redis, error)}`);
      this.away = true;
      this.tryAgainAt = performance.now() + AWAY_MILLISECONDS;
      return this.own.increment(key, ttl, limit, blockDuration);
    }
  }

  onApplicationShutdown(): void {
    this.redis.disconnect();
  }
}
