import type { ThrottlerStorage } from '@nestjs/throttler';

/** What a hit was answered with. */
export type ThrottlerRecord = Awaited<ReturnType<ThrottlerStorage['increment']>>;

/** A block lasts at most this many times its duration. */
export const MAX_BLOCK_FACTOR = 8;
