import type { ThrottlerStorage } from '@nestjs/throttler';
import { MAX_BLOCK_FACTOR, type ThrottlerRecord } from './throttler-record.js';

interface Window {
  hits: number;
  /** Monotonic clock, as all times here. */
  endsAt: number;
  /** How often in a row the limit was exceeded. */
  strikes: number;
  strikesForgottenAt: number;
}

const SWEEP_MILLISECONDS = 60_000;

/**
 * Counts in windows that begin with a key's first hit, in constant time a hit, in this process alone.
 *
 * Beyond the limit a key is blocked until its window ends; with a `blockDuration` for that long, and twice as long each time
 * it exceeds the limit again soon after, as a backoff for those who do not stop guessing. Hits while blocked prolong nothing.
 */
export class MemoryThrottlerStorage implements ThrottlerStorage {
  private readonly windows = new Map<string, Window>();
  private nextSweep = 0;

  constructor(private readonly now: () => number = () => performance.now()) {}

  increment(key: string, ttl: number, limit: number, blockDuration: number): Promise<ThrottlerRecord> {
    // Whole milliseconds, so that a full minute is never rounded up to 61 seconds.
    const now = Math.floor(this.now());
    this.sweep(now);
    const window = this.windowAt(key, ttl, now);
    window.hits += 1;
    if (window.hits === limit + 1 && blockDuration > 0) strike(window, blockDuration, now);
    const secondsLeft = Math.ceil((window.endsAt - now) / 1000);
    const isBlocked = window.hits > limit;
    return Promise.resolve({
      totalHits: window.hits,
      timeToExpire: secondsLeft,
      isBlocked,
      timeToBlockExpire: isBlocked ? secondsLeft : 0,
    });
  }

  /** Keys that are counted at present. */
  get size(): number {
    return this.windows.size;
  }

  private windowAt(key: string, ttl: number, now: number): Window {
    const last = this.windows.get(key);
    if (last && now < last.endsAt) return last;
    const strikes = last && now < last.strikesForgottenAt ? last.strikes : 0;
    const window = { hits: 0, endsAt: now + ttl, strikes, strikesForgottenAt: last?.strikesForgottenAt ?? 0 };
    this.windows.set(key, window);
    return window;
  }

  private sweep(now: number): void {
    if (now < this.nextSweep) return;
    this.nextSweep = now + SWEEP_MILLISECONDS;
    for (const [key, window] of this.windows) {
      if (now >= window.endsAt && now >= window.strikesForgottenAt) this.windows.delete(key);
    }
  }
}

function strike(window: Window, blockDuration: number, now: number): void {
  const blocked = blockDuration * Math.min(2 ** window.strikes, MAX_BLOCK_FACTOR);
  window.strikes += 1;
  window.endsAt = now + blocked;
  window.strikesForgottenAt = now + 2 * blocked;
}
