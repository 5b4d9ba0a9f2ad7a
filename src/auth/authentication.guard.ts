import { type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import type { Request } from 'express';
import { ApiKeysService } from '../api-keys/api-keys.service.js';
import { bearerApiKey } from '../api-keys/bearer-api-key.js';
import { AppError } from '../common/app-error.js';
import { ACCESS_TOKEN } from './access-token.strategy.js';
import type { Credential } from './credential.js';
import { IS_PUBLIC } from './public.decorator.js';
import type { SignedInUser } from './signed-in-user.js';

/** Lets nobody in without a genuine access token or API key, except where an operation is `@Public()`. */
@Injectable()
export class AuthenticationGuard extends AuthGuard(ACCESS_TOKEN) {
  constructor(
    private readonly reflector: Reflector,
    private readonly apiKeys: ApiKeysService,
  ) {
    super();
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const isPublic = this.reflector.getAllAndOverride<boolean | undefined>(IS_PUBLIC, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (isPublic === true) return true;
    const request = context.switchToHttp().getRequest<Request>();
    const apiKey = bearerApiKey(request);
    if (apiKey === undefined) return (await super.canActivate(context)) === true;
    await this.admit(request, apiKey);
    return true;
  }

  override handleRequest<User>(error: unknown, user: User | false, _info: unknown, context: ExecutionContext): User {
    if (error) throw error;
    if (user) return user;
    const { authorization } = context.switchToHttp().getRequest<Request>().headers;
    const detail =
      authorization === undefined
        ? 'Sign in first: send an access token or an API key as Authorization: Bearer.'
        : 'The access token is not valid, has expired, or its session has ended.';
    throw new AppError('UNAUTHENTICATED', detail);
  }

  /** Leaves on the request what Passport leaves for an access token. */
  private async admit(request: Request, text: string): Promise<void> {
    const authenticated = await this.apiKeys.authenticate(text);
    if (!authenticated) {
      throw new AppError('UNAUTHENTICATED', 'The API key is not valid, has expired, or was revoked.');
    }
    const { apiKey, owner } = authenticated;
    const user: SignedInUser = { id: owner.id, role: owner.role };
    const authInfo: Credential = { kind: 'api-key', id: apiKey.id, account: owner };
    Object.assign(request, { user, authInfo });
  }
}
