import { applyDecorators, UseInterceptors } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { IdempotencyInterceptor } from './idempotency.interceptor.js';

/**
 * Lets clients send a creating POST again without creating twice, by an `Idempotency-Key` header. The key belongs to the user
 * for 24 hours. A refused or failed request frees its key. The operation must return its body (JSON) rather than write it,
 * and names CONFLICT and IDEMPOTENCY_KEY_REUSED among its `@Problems`. Where an operation has an upload interceptor too, this
 * decorator stands below that one's, so that a repeated upload is answered before it is read.
 */
export function IdempotentCreation(): MethodDecorator {
  return applyDecorators(
    UseInterceptors(IdempotencyInterceptor),
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description:
        'Any text of your choice, new for each request: sent again with it, the request is answered, not repeated.',
      schema: { type: 'string', minLength: 1, maxLength: 255, examples: ['8e03978e-40d5-43e8-bc93-6894a57f9324'] },
    }),
  );
}
