import { createHash, randomBytes } from 'node:crypto';

/**
 * A refresh token has three parts, of which the session keeps hashes of the last two:
 * the session's id, the family's secret (the same in all tokens of a session), and the token's own secret.
 * Whoever knows the family's secret has held a token of this session: if the token's own secret is not the current one,
 * the token is an old one. So no list of used tokens is needed, and nobody can end a session by guessing.
 */
export interface RefreshToken {
  readonly sessionId: string;
  readonly familySecret: string;
  readonly secret: string;
}

const FORMAT = /^([0-9a-f]{24})\.([\w-]{22})\.([\w-]{43})$/;

export function newFamilySecret(): string {
  return randomBytes(16).toString('base64url');
}

export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

export function formatRefreshToken({ sessionId, familySecret, secret }: RefreshToken): string {
  return `${sessionId}.${familySecret}.${secret}`;
}

/** @returns undefined for anything that has not the form of a refresh token */
export function parseRefreshToken(text: string): RefreshToken | undefined {
  const [, sessionId, familySecret, secret] = FORMAT.exec(text) ?? [];
  if (sessionId === undefined || familySecret === undefined || secret === undefined) return undefined;
  return { sessionId, familySecret, secret };
}

/** The secrets are random and long, so that a plain hash of them cannot be reversed. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
