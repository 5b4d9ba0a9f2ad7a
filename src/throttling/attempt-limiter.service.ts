import { Injectable } from '@nestjs/common';
import { InjectThrottlerStorage, type ThrottlerStorage } from '@nestjs/throttler';
import { AppError } from '../common/app-error.js';

const MINUTE = 60_000;

/** Limits attempts that only a service can tell apart; the guard limits all others. */
@Injectable()
export class AttemptLimiter {
  constructor(@InjectThrottlerStorage() private readonly storage: ThrottlerStorage) {}

  /**
   * Counts one attempt of `kind` on `key`.
   * @throws AppError TOO_MANY_REQUESTS beyond `perMinute`
   */
  async count(kind: string, key: string, perMinute: number): Promise<void> {
    const record = await this.storage.increment(`${kind}:${key}`, MINUTE, perMinute, 0, kind);
    if (record.isBlocked) throw tooManyRequests(record.timeToBlockExpire);
  }
}

export function tooManyRequests(retryAfterSeconds: number): AppError {
  return new AppError('TOO_MANY_REQUESTS', `Too many requests. Try again in ${retryAfterSeconds} seconds.`, {
    retryAfterSeconds,
  });
}
