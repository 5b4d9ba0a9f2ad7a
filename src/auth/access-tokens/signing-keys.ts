import { createHash, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { keptSecret } from '../../common/secret-file.js';
import type { AppConfig } from '../../config/app-config.js';

/** The one algorithm that tokens are signed with and accepted by. */
export const ALGORITHM = 'HS256';
/** Tells access tokens from all others that might ever be signed with the same keys (RFC 9068, 2.1). */
export const TOKEN_TYPE = 'at+jwt';
/** RFC 7518, 3.2: a key for HS256 has at least as many bits as its hash. */
const MIN_KEY_BYTES = 32;

const headerSchema = z.object({ alg: z.literal(ALGORITHM), typ: z.literal(TOKEN_TYPE), kid: z.string() });

export interface SigningKey {
  /** Name of the key in a token's header, so that keys can be exchanged while their tokens live. */
  readonly id: string;
  readonly key: KeyObject;
}

/** Keys that access tokens may be signed with: new tokens by the current one. */
export class SigningKeys {
  private readonly keys: ReadonlyMap<string, KeyObject>;

  constructor(
    readonly current: SigningKey,
    previous: readonly SigningKey[],
  ) {
    this.keys = new Map([current, ...previous].map(({ id, key }) => [id, key]));
  }

  /** The key that an access token names in its header; undefined for any other token and for a key no longer in use. */
  of(token: string): KeyObject | undefined {
    const { success, data } = headerSchema.safeParse(headerOf(token));
    return success ? this.keys.get(data.kid) : undefined;
  }
}

/** From JWT_SECRET and JWT_PREVIOUS_SECRETS; without them, from a secret generated once and kept in DATA_DIR. */
export async function loadSigningKeys(config: AppConfig): Promise<SigningKeys> {
  const { secret, previousSecrets } = config.auth;
  const current = secret ?? (await generatedSecret(join(config.dataDir, 'jwt-secret')));
  return new SigningKeys(toSigningKey(current), previousSecrets.map(toSigningKey));
}

async function generatedSecret(path: string): Promise<string> {
  const secret = await keptSecret(path, () => randomBytes(48).toString('base64url'));
  if (Buffer.byteLength(secret) >= MIN_KEY_BYTES) return secret;
  throw new Error(`${path} holds fewer than ${MIN_KEY_BYTES} bytes. Remove it, and a new key is generated.`);
}

function toSigningKey(secret: string): SigningKey {
  const id = createHash('sha256').update(`key id ${secret}`).digest('base64url').slice(0, 16);
  return { id, key: createSecretKey(secret, 'utf8') };
}

function headerOf(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token.slice(0, token.indexOf('.')), 'base64url').toString()) as unknown;
  } catch {
    return undefined;
  }
}
