import { createParamDecorator, type ExecutionContext } from '@nestjs/common';

export type UserRole = 'artist' | 'operator';

/** Who makes the request, as its verified access token and the account's current state say. */
export interface SignedInUser {
  readonly id: string;
  readonly role: UserRole;
}

/** Injects the {@link SignedInUser} of the request. */
export const CurrentUser = createParamDecorator(
  (_data: unknown, context: ExecutionContext): SignedInUser =>
    context.switchToHttp().getRequest<{ user: SignedInUser }>().user,
);
