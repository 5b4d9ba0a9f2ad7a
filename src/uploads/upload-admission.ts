import { Injectable } from '@nestjs/common';
import { AppError } from '../common/app-error.js';

/** Uploads that one process takes in at the same time; each holds a temporary file and a connection. */
const MAX_UPLOADS = 128;

/** Of these, uploads of one account, so that nobody can take all. */
const MAX_UPLOADS_OF_ONE_ACCOUNT = 64;

const RETRY_AFTER_SECONDS = 5;

/** Bounds the uploads in hand. */
@Injectable()
export class UploadAdmission {
  private total = 0;
  private readonly ofAccount = new Map<string, number>();

  /**
   * @returns ends the stay; calling it again does nothing
   * @throws AppError OVERLOADED, TOO_MANY_REQUESTS
   */
  enter(accountId: string): () => void {
    const own = this.ofAccount.get(accountId) ?? 0;
    if (own >= MAX_UPLOADS_OF_ONE_ACCOUNT) {
      throw new AppError(
        'TOO_MANY_REQUESTS',
        `${MAX_UPLOADS_OF_ONE_ACCOUNT} uploads of this account are under way. Wait for one to end.`,
        { retryAfterSeconds: RETRY_AFTER_SECONDS },
      );
    }
    if (this.total >= MAX_UPLOADS) {
      throw new AppError('OVERLOADED', 'Too many uploads are under way. Try again shortly.', {
        retryAfterSeconds: RETRY_AFTER_SECONDS,
      });
    }
    this.count(accountId, 1);
    let left = false;
    return () => {
      if (left) return;
      left = true;
      this.count(accountId, -1);
    };
  }

  private count(accountId: string, change: 1 | -1): void {
    this.total += change;
    const own = (this.ofAccount.get(accountId) ?? 0) + change;
    if (own > 0) this.ofAccount.set(accountId, own);
    else this.ofAccount.delete(accountId);
  }
}
