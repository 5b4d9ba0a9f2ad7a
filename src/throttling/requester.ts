import type { Request } from 'express';
import { ExtractJwt } from 'passport-jwt';
import type { ApiKeyHolders } from '../api-keys/api-key-holders.js';
import { hashApiKey } from '../api-keys/api-key-text.js';
import { bearerApiKey } from '../api-keys/bearer-api-key.js';
import type { AccessTokensService } from '../auth/access-tokens/access-tokens.service.js';
import { searchKey } from '../common/text-search.js';
import { clientAddress } from './client-address.js';

const bearerToken = ExtractJwt.fromAuthHeaderAsBearerToken();

/** Whom a request is counted for, by what the client cannot choose at will: path, case, and unknown fields play no part. */
export class Requester {
  constructor(
    private readonly accessTokens: AccessTokensService,
    private readonly apiKeyHolders: ApiKeyHolders,
  ) {}

  /** The account where the request carries a genuine access token or an API key that has served, the address otherwise. */
  accountOrAddress(request: Request): string {
    const userId = this.userId(request);
    return userId === undefined ? `address ${clientAddress(request)}` : `user ${userId}`;
  }

  /** The account that someone at this address tries to sign in to. */
  triedAccount(request: Request): string {
    const { email } = (request.body ?? {}) as { email?: unknown };
    const account = typeof email === 'string' ? searchKey(email) : this.userId(request);
    return `${account ?? 'none'} at ${clientAddress(request)}`;
  }

  private userId(request: Request): string | undefined {
    const apiKey = bearerApiKey(request);
    if (apiKey !== undefined) return this.apiKeyHolders.userId(hashApiKey(apiKey) ?? '');
    const token = bearerToken(request);
    return token === null ? undefined : this.accessTokens.verify(token)?.userId;
  }
}
