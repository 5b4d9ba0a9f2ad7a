import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { z } from 'zod';
import { identifier } from '../../common/identifier.js';
import { AppConfig } from '../../config/app-config.js';
import { SigningKeys } from './signing-keys.js';

/** The one algorithm that tokens are signed with and accepted by. */
const ALGORITHM = 'HS256';
/** Tells access tokens from all others that might ever be signed with the same keys (RFC 9068, 2.1). */
const TYPE = 'at+jwt';

/** What is checked of a token besides its key and type. */
export const ACCESS_TOKEN_CHECKS = {
  algorithms: [ALGORITHM],
  issuer: 'artwork-mapping',
  audience: 'artwork-mapping-api',
} satisfies { algorithms: [typeof ALGORITHM]; issuer: string; audience: string };

const headerSchema = z.object({ alg: z.literal(ALGORITHM), typ: z.literal(TYPE), kid: z.string() });
const claimsSchema = z.object({ sub: identifier, sid: identifier, exp: z.number() });

/** What an access token says: a user and the session it belongs to. */
export interface AccessClaims {
  readonly userId: string;
  readonly sessionId: string;
}

/** Signs and checks access tokens. A valid token is not enough for access: session and user may have ended since. */
@Injectable()
export class AccessTokensService {
  constructor(
    private readonly config: AppConfig,
    private readonly jwt: JwtService,
    private readonly keys: SigningKeys,
  ) {}

  get lifetimeSeconds(): number {
    return this.config.auth.accessTokenSeconds;
  }

  sign({ userId, sessionId }: AccessClaims): string {
    const { id, secret } = this.keys.current;
    const { issuer, audience } = ACCESS_TOKEN_CHECKS;
    return this.jwt.sign(
      { sid: sessionId },
      {
        secret,
        subject: userId,
        issuer,
        audience,
        expiresIn: this.lifetimeSeconds,
        header: { alg: ALGORITHM, typ: TYPE, kid: id },
      },
    );
  }

  /** The key that an access token names in its header; undefined for other tokens and for keys that are no longer in use. */
  secretFor(token: string): string | undefined {
    const decoded = this.jwt.decode<{ header?: unknown } | null>(token, { complete: true });
    const header = headerSchema.safeParse(decoded?.header);
    return header.success ? this.keys.find(header.data.kid)?.secret : undefined;
  }

  /** What a token says if it is ours, of the right type, and has not expired. */
  verify(token: string): AccessClaims | undefined {
    const secret = this.secretFor(token);
    if (secret === undefined) return undefined;
    try {
      return toAccessClaims(this.jwt.verify<object>(token, { secret, ...ACCESS_TOKEN_CHECKS }));
    } catch {
      return undefined;
    }
  }
}

/** @param payload of a token whose signature has been checked */
export function toAccessClaims(payload: unknown): AccessClaims | undefined {
  const { success, data } = claimsSchema.safeParse(payload);
  return success ? { userId: data.sub, sessionId: data.sid } : undefined;
}
