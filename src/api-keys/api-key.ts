import type { Account } from '../users/user.js';

/** A key that a program signs its requests with in the name of its owner. Its text is known to the owner alone. */
export interface ApiKey {
  readonly id: string;
  readonly ownerId: string;
  readonly slot: number;
  readonly name: string;
  /** The last characters of the text, to tell keys apart by. */
  readonly lastFour: string;
  readonly generation: number;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  /** To the minute. */
  readonly lastUsedAt: Date | null;
}

/** `ended`: by what ended all sessions of its owner, too. */
export type ApiKeyStatus = 'active' | 'expired' | 'ended';

export function statusOf(
  { generation, expiresAt }: Pick<ApiKey, 'generation' | 'expiresAt'>,
  { sessionGeneration }: Pick<Account, 'sessionGeneration'>,
  now: Date,
): ApiKeyStatus {
  if (generation !== sessionGeneration) return 'ended';
  return expiresAt !== null && expiresAt <= now ? 'expired' : 'active';
}
