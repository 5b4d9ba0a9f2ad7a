import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AppError } from '../common/app-error.js';
import type { AuthenticatedRequest } from './credential.js';
import { SESSION_ONLY } from './session-only.decorator.js';

/** Keeps API keys out of operations marked `@SessionOnly()`. */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const isSessionOnly = this.reflector.getAllAndOverride<boolean | undefined>(SESSION_ONLY, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (isSessionOnly !== true) return true;
    const { authInfo } = context.switchToHttp().getRequest<AuthenticatedRequest>();
    if (authInfo.kind === 'session') return true;
    throw new AppError('SESSION_REQUIRED', 'An API key does not serve here: sign in, and use the access token.');
  }
}
