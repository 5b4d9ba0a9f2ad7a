import { createParamDecorator, type ExecutionContext } from '@nestjs/common';

/** What the strategy attaches to a request besides the user. */
export interface RequestSession {
  readonly sessionId: string;
}

/** Injects the id of the session that the request's access token belongs to. */
export const CurrentSession = createParamDecorator(
  (_data: unknown, context: ExecutionContext): string =>
    context.switchToHttp().getRequest<{ authInfo: RequestSession }>().authInfo.sessionId,
);
