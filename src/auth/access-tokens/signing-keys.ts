import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { keptSecret } from '../../common/secret-file.js';
import type { AppConfig } from '../../config/app-config.js';

/** RFC 7518, 3.2: a key for HS256 has at least as many bits as its hash. */
const MIN_KEY_BYTES = 32;

export interface SigningKey {
  /** Name of the key in a token's header, so that keys can be exchanged while their tokens live. */
  readonly id: string;
  readonly secret: string;
}

/** Keys that access tokens may be signed with: new tokens by the current one. */
export class SigningKeys {
  private readonly byId: ReadonlyMap<string, SigningKey>;

  constructor(
    readonly current: SigningKey,
    previous: readonly SigningKey[],
  ) {
    this.byId = new Map([current, ...previous].map((key) => [key.id, key]));
  }

  find(id: string | undefined): SigningKey | undefined {
    return id === undefined ? undefined : this.byId.get(id);
  }
}

/** From JWT_SECRET and JWT_PREVIOUS_SECRETS; without them, from a key generated once and kept in DATA_DIR. */
export async function loadSigningKeys(config: AppConfig): Promise<SigningKeys> {
  const { secret, previousSecrets } = config.auth;
  const current = secret ?? (await keptKey(join(config.dataDir, 'jwt-secret')));
  return new SigningKeys(toSigningKey(current), previousSecrets.map(toSigningKey));
}

async function keptKey(path: string): Promise<string> {
  const secret = await keptSecret(path, () => randomBytes(48).toString('base64url'));
  if (Buffer.byteLength(secret) >= MIN_KEY_BYTES) return secret;
  throw new Error(`${path} holds fewer than ${MIN_KEY_BYTES} bytes. Remove it, and a new key is generated.`);
}

function toSigningKey(secret: string): SigningKey {
  return { id: createHash('sha256').update(`key id ${secret}`).digest('base64url').slice(0, 16), secret };
}
