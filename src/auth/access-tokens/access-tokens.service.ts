import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { z } from 'zod';
import { identifier } from '../../common/identifier.js';
import { AppConfig } from '../../config/app-config.js';
import { ALGORITHM, SigningKeys, TOKEN_TYPE } from './signing-keys.js';

const ISSUER = 'artwork-mapping';
const AUDIENCE = 'artwork-mapping-api';

/** What is checked of a token besides its key and type. */
export const ACCESS_TOKEN_CHECKS: { algorithms: [typeof ALGORITHM]; issuer: string; audience: string } = {
  algorithms: [ALGORITHM],
  issuer: ISSUER,
  audience: AUDIENCE,
};

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
    readonly keys: SigningKeys,
  ) {}

  get lifetimeSeconds(): number {
    return this.config.auth.accessTokenSeconds;
  }

  sign({ userId, sessionId }: AccessClaims): string {
    return this.jwt.sign(
      { sid: sessionId },
      {
        subject: userId,
        issuer: ISSUER,
        audience: AUDIENCE,
        expiresIn: this.lifetimeSeconds,
        header: { alg: ALGORITHM, typ: TOKEN_TYPE, kid: this.keys.current.id },
      },
    );
  }

  /** What a token says if it is ours, of the right type, and has not expired. */
  verify(token: string): AccessClaims | undefined {
    try {
      return toAccessClaims(this.jwt.verify<object>(token, ACCESS_TOKEN_CHECKS));
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
