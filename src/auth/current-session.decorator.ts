import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { User } from '../users/user.js';

/** The sign-in that a request's access token belongs to, as it was read for this request. */
export interface RequestSession {
  readonly id: string;
  readonly user: User;
}

/** Injects the {@link RequestSession}. */
export const CurrentSession = createParamDecorator(
  (_data: unknown, context: ExecutionContext): RequestSession =>
    context.switchToHttp().getRequest<{ authInfo: RequestSession }>().authInfo,
);
