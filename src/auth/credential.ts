import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Account } from '../users/user.js';

/** What a request was let in by, as it was read for this request. */
export interface Credential {
  readonly kind: 'session' | 'api-key';
  /** Of the session or the API key. */
  readonly id: string;
  readonly account: Account;
}

/** Where Passport keeps it. */
export interface AuthenticatedRequest {
  readonly authInfo: Credential;
}

/** Injects the {@link Credential} of the request. */
export const CurrentCredential = createParamDecorator(
  (_data: unknown, context: ExecutionContext): Credential =>
    context.switchToHttp().getRequest<AuthenticatedRequest>().authInfo,
);
