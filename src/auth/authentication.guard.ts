import { type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import type { Request } from 'express';
import { AppError } from '../common/app-error.js';
import { ACCESS_TOKEN } from './access-token.strategy.js';
import { IS_PUBLIC } from './public.decorator.js';

/** Lets nobody in who is not signed in, except where an operation is `@Public()`. */
@Injectable()
export class AuthenticationGuard extends AuthGuard(ACCESS_TOKEN) {
  constructor(private readonly reflector: Reflector) {
    super();
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const isPublic = this.reflector.getAllAndOverride<boolean | undefined>(IS_PUBLIC, [
      context.getHandler(),
      context.getClass(),
    ]);
    return isPublic === true || (await super.canActivate(context)) === true;
  }

  override handleRequest<User>(error: unknown, user: User | false, _info: unknown, context: ExecutionContext): User {
    if (error) throw error;
    if (user) return user;
    const { authorization } = context.switchToHttp().getRequest<Request>().headers;
    const detail =
      authorization === undefined
        ? 'Sign in first: send an access token as Authorization: Bearer.'
        : 'The access token is not valid, has expired, or its session has ended.';
    throw new AppError('UNAUTHENTICATED', detail);
  }
}
