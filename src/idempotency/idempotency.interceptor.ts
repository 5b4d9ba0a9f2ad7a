import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { Request, Response } from 'express';
import { lastValueFrom, type Observable, of } from 'rxjs';
import type { SignedInUser } from '../auth/signed-in-user.js';
import { validationError } from '../common/schema-validation.pipe.js';
import { fingerprint } from './fingerprint.js';
import type { RecordedAnswer } from './idempotency.schema.js';
import { type IdempotencyLease, IdempotencyService } from './idempotency.service.js';

/** 1 to 255 printable ASCII characters. */
const KEY = /^[\x21-\x7e]{1,255}$/;
const KEPT_HEADERS = ['location', 'preference-applied', 'retry-after'];

/** Carries out a request with an Idempotency-Key once, and gives the same answer again to every repetition. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(private readonly idempotency: IdempotencyService) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<Request & { user: SignedInUser }>();
    const response = context.switchToHttp().getResponse<Response>();
    const key = request.headers['idempotency-key'];
    if (key === undefined) return next.handle();
    if (typeof key !== 'string' || !KEY.test(key)) throw malformedKey();
    const outcome = await this.idempotency.begin(request.user.id, key, fingerprint(request));
    if ('answer' in outcome) return of(repeat(response, outcome.answer));
    return of(await this.carryOut(outcome.lease, next, response));
  }

  private async carryOut(lease: IdempotencyLease, next: CallHandler, response: Response): Promise<unknown> {
    try {
      const body: unknown = await lastValueFrom(next.handle(), { defaultValue: undefined });
      await this.idempotency.complete(lease, toRecord(response, body));
      return body;
    } catch (error) {
      await this.idempotency.abandon(lease);
      throw error;
    }
  }
}

function toRecord(response: Response, body: unknown): RecordedAnswer {
  const headers = KEPT_HEADERS.map((name) => [name, response.getHeader(name)] as const);
  return {
    status: response.statusCode,
    headers: Object.fromEntries(
      headers.filter(([, value]) => value !== undefined).map(([name, value]) => [name, String(value)]),
    ),
    body: JSON.stringify(body ?? null),
  };
}

function repeat(response: Response, { status, headers, body }: RecordedAnswer): unknown {
  response.status(status).set(headers).set('Idempotency-Replayed', 'true');
  return JSON.parse(body) as unknown;
}

function malformedKey(): Error {
  return validationError([
    { pointer: '/header/Idempotency-Key', detail: 'Expected 1 to 255 printable ASCII characters without spaces' },
  ]);
}
