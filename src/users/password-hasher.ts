import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import bcrypt from 'bcrypt';
import { AppError } from '../common/app-error.js';
import { AppConfig } from '../config/app-config.js';

/** Separates these digests from any other use of the same passwords; it is no secret. */
const DOMAIN = 'artwork-mapping/password';
/** Hashes that may wait for a processor at the same time: some seconds of work. */
const MAX_PENDING = 64;
/** Salt and digest of a hash that no password is known to have. */
const DECOY = 'CwTycUXWue0Thq9StjUM0uZzhHgqA8vJmYeKx0f4b6n1oS5dRtWlG';

/**
 * bcrypt over base64(HMAC-SHA-384(password)): 64 bytes without NUL, so that bcrypt's limit of 72 bytes cuts nothing off.
 * Passwords are normalised (NFKC) first, so that a password is the same from every keyboard (NIST SP 800-63B, 3.1.1.2).
 */
@Injectable()
export class PasswordHasher {
  private pending = 0;

  constructor(private readonly config: AppConfig) {}

  /** @throws AppError OVERLOADED */
  hash(password: string): Promise<string> {
    return this.admit(() => bcrypt.hash(digest(password), this.config.auth.bcryptCost));
  }

  /** Takes the same time where there is no hash, so that an account's existence cannot be measured. @throws AppError OVERLOADED */
  async matches(password: string, hash: string | undefined): Promise<boolean> {
    const equal = await this.admit(() => bcrypt.compare(digest(password), hash ?? this.decoy()));
    return equal && hash !== undefined;
  }

  /** Whether a hash was made at another cost than the configured one. */
  isOutdated(hash: string): boolean {
    return bcrypt.getRounds(hash) !== this.config.auth.bcryptCost;
  }

  private decoy(): string {
    return `$2b$${String(this.config.auth.bcryptCost).padStart(2, '0')}$${DECOY}`;
  }

  private async admit<T>(work: () => Promise<T>): Promise<T> {
    if (this.pending >= MAX_PENDING) {
      throw new AppError('OVERLOADED', 'Too many sign-ins at the moment. Try again shortly.', { retryAfterSeconds: 2 });
    }
    this.pending += 1;
    try {
      return await work();
    } finally {
      this.pending -= 1;
    }
  }
}

function digest(password: string): string {
  return createHmac('sha384', DOMAIN).update(password.normalize('NFKC')).digest('base64');
}
