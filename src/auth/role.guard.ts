import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AppError } from '../common/app-error.js';
import { REQUIRED_ROLE } from './roles.decorator.js';
import type { SignedInUser, UserRole } from './signed-in-user.js';

/** Keeps users of another role out of operations marked `@RequireRole()`. */
@Injectable()
export class RoleGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const role = this.reflector.getAllAndOverride<UserRole | undefined>(REQUIRED_ROLE, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (role === undefined) return true;
    const { user } = context.switchToHttp().getRequest<{ user?: SignedInUser }>();
    if (user?.role === role) return true;
    throw new AppError('FORBIDDEN', `Only an ${role} may do this.`);
  }
}
