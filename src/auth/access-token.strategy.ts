import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { ACCESS_TOKEN_CHECKS, AccessTokensService, toAccessClaims } from './access-tokens/access-tokens.service.js';
import type { Credential } from './credential.js';
import { SessionsService } from './sessions/sessions.service.js';
import type { SignedInUser } from './signed-in-user.js';

export const ACCESS_TOKEN = 'access-token';

/** Accepts a bearer access token whose session goes on and whose user is active. */
@Injectable()
export class AccessTokenStrategy extends PassportStrategy(Strategy, ACCESS_TOKEN) {
  constructor(
    accessTokens: AccessTokensService,
    private readonly sessions: SessionsService,
  ) {
    super({
      ...ACCESS_TOKEN_CHECKS,
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      secretOrKeyProvider: (_request, token: string, done) => {
        const key = accessTokens.keys.of(token);
        // A key object serves as well as text, and much faster; only the type declaration does not know it.
        done(key === undefined ? new Error('not an access token of ours') : null, key as unknown as Buffer);
      },
    });
  }

  /** Called with the payload of a token that passed; the second entry becomes the request's `authInfo`. */
  async validate(payload: unknown): Promise<[SignedInUser, Credential] | false> {
    const claims = toAccessClaims(payload);
    const account = claims && (await this.sessions.findAccount(claims));
    return account
      ? [
          { id: account.id, role: account.role },
          { kind: 'session', id: claims.sessionId, account },
        ]
      : false;
  }
}
