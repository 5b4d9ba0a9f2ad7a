import { createHash, randomBytes } from 'node:crypto';

/** What every key begins with: people and secret scanners tell by it what they have found. */
export const API_KEY_PREFIX = 'amk_';

const BYTES = 32;
const FORMAT = /^amk_[\w-]{43}$/;

export function newApiKeyText(): string {
  return API_KEY_PREFIX + randomBytes(BYTES).toString('base64url');
}

/**
 * What is kept of a key. It is random and long, so that a plain hash of it cannot be reversed.
 * @returns undefined for anything that has not the form of a key
 */
export function hashApiKey(text: string): string | undefined {
  return FORMAT.test(text) ? createHash('sha256').update(text).digest('base64url') : undefined;
}
