import { createHash, randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { AppError } from '../common/app-error.js';
import { IdempotencyRepository } from './idempotency.repository.js';
import type { RecordedAnswer } from './idempotency.schema.js';

const KEPT_MILLISECONDS = 24 * 3600 * 1000;
const LEASE_MILLISECONDS = 30_000;

/** The right to carry out a request once. */
export interface IdempotencyLease {
  readonly id: string;
  readonly attemptId: string;
  readonly renewal: NodeJS.Timeout;
}

export type IdempotencyOutcome = { readonly answer: RecordedAnswer } | { readonly lease: IdempotencyLease };

/** Lets a request be sent again without being carried out again. */
@Injectable()
export class IdempotencyService {
  private readonly logger = new Logger(IdempotencyService.name);

  constructor(private readonly records: IdempotencyRepository) {}

  /**
   * Either the answer that this user's request with this key was given before, or the lease to carry it out: then `complete`
   * or `abandon` must follow. The lease is renewed as long as this process lives; after a crash another request may have it.
   * @throws AppError IDEMPOTENCY_KEY_REUSED where the key came with another request, CONFLICT while that is being carried out
   */
  async begin(userId: string, key: string, fingerprint: string): Promise<IdempotencyOutcome> {
    const id = `${userId}:${createHash('sha256').update(key).digest('base64url')}`;
    const attemptId = randomUUID();
    for (;;) {
      const now = new Date();
      const leaseEndsAt = leaseFrom(now);
      const expiresAt = new Date(now.getTime() + KEPT_MILLISECONDS);
      if (await this.records.insert({ _id: id, fingerprint, attemptId, leaseEndsAt, answer: null, expiresAt })) {
        return { lease: this.keepLease(id, attemptId) };
      }
      const record = await this.records.find(id, now);
      if (!record) continue;
      if (record.fingerprint !== fingerprint) {
        throw new AppError('IDEMPOTENCY_KEY_REUSED', 'This Idempotency-Key was sent with a different request.', {
          errors: [{ pointer: '/header/Idempotency-Key', detail: 'Expected a new key for a new request.' }],
        });
      }
      if (record.answer) return { answer: record.answer };
      if (await this.records.takeOver(id, attemptId, now, leaseEndsAt)) return { lease: this.keepLease(id, attemptId) };
      throw new AppError('CONFLICT', 'The request with this Idempotency-Key is still being carried out.', {
        retryAfterSeconds: 1,
      });
    }
  }

  /** Keeps the answer. A failure is logged alone: what was asked for has been done. */
  async complete({ id, attemptId, renewal }: IdempotencyLease, answer: RecordedAnswer): Promise<void> {
    clearInterval(renewal);
    await this.records
      .complete(id, attemptId, answer)
      .catch((error: unknown) =>
        this.logger.error({ err: error }, 'the answer could not be kept for a repeated request'),
      );
  }

  /** Nothing was created: the same key may be used again. */
  async abandon({ id, attemptId, renewal }: IdempotencyLease): Promise<void> {
    clearInterval(renewal);
    await this.records
      .remove(id, attemptId)
      .catch((error: unknown) => this.logger.error({ err: error }, 'an idempotency key could not be set free'));
  }

  private keepLease(id: string, attemptId: string): IdempotencyLease {
    const renew = () =>
      this.records
        .renew(id, attemptId, leaseFrom(new Date()))
        .catch((error: unknown) => this.logger.warn({ err: error }, 'the lease of a request could not be renewed'));
    return { id, attemptId, renewal: setInterval(() => void renew(), LEASE_MILLISECONDS / 3).unref() };
  }
}

function leaseFrom(now: Date): Date {
  return new Date(now.getTime() + LEASE_MILLISECONDS);
}
