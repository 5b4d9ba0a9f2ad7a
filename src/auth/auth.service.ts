import { createHash } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { AppError } from '../common/app-error.js';
import { searchKey } from '../common/text-search.js';
import { AppConfig } from '../config/app-config.js';
import { AttemptLimiter } from '../throttling/attempt-limiter.service.js';
import type { Account, User } from '../users/user.js';
import { UsersService } from '../users/users.service.js';
import { type IssuedTokens, SessionsService } from './sessions/sessions.service.js';

/** Strangers may try one account this many times as often as one of them alone. */
const STRANGERS_FACTOR = 5;

export interface SignIn {
  readonly user: User;
  readonly tokens: IssuedTokens;
}

@Injectable()
export class AuthService {
  private readonly logger = new Logger(AuthService.name);

  constructor(
    private readonly config: AppConfig,
    private readonly users: UsersService,
    private readonly sessions: SessionsService,
    private readonly attempts: AttemptLimiter,
  ) {}

  /** @throws AppError EMAIL_TAKEN */
  async register(email: string, password: string, name: string, address: string): Promise<SignIn> {
    const account = await this.users.register(email, password, name);
    this.logger.log({ userId: account.id }, 'registered');
    return this.signIn(account, password, address);
  }

  /**
   * Attempts on one account from all addresses that are strange to it are limited together. The owner's own addresses are
   * not counted, so nobody can lock the owner out by failing on purpose.
   * @throws AppError CREDENTIALS_WRONG, ACCOUNT_DISABLED, TOO_MANY_REQUESTS
   */
  async login(email: string, password: string, address: string): Promise<SignIn> {
    const account = await this.users.findAccountByEmail(email);
    if (!account?.familiarAddresses.includes(fingerprint(account, address))) {
      const limit = this.config.http.signInsPerMinute * STRANGERS_FACTOR;
      await this.attempts.count('strangers', searchKey(email), limit);
    }
    if (!(await this.users.passwordMatches(account, password)) || !account) {
      this.logger.warn({ userId: account?.id, address }, 'sign-in refused');
      throw new AppError('CREDENTIALS_WRONG', 'The e-mail address or the password is wrong.');
    }
    if (account.status === 'disabled') {
      throw new AppError('ACCOUNT_DISABLED', 'This account is disabled. Ask an operator.');
    }
    return this.signIn(account, password, address);
  }

  /** Ends all other sessions of the user. @throws AppError VALIDATION_FAILED for a wrong current password, CONFLICT */
  async changePassword(userId: string, sessionId: string, current: string, next: string): Promise<void> {
    const account = await this.users.findAccount(userId);
    if (!account || !(await this.users.passwordMatches(account, current))) {
      const errors = [{ pointer: '/currentPassword', detail: 'This is not the current password.' }];
      throw new AppError('VALIDATION_FAILED', 'The current password is wrong.', { errors });
    }
    await this.sessions.keepOnly(sessionId, await this.users.changePassword(account, next));
    this.logger.log({ userId }, 'password changed');
  }

  private async signIn(account: Account, password: string, address: string): Promise<SignIn> {
    await this.users.noteSignIn(account, password, fingerprint(account, address));
    return { user: account, tokens: await this.sessions.open(account) };
  }
}

/** Addresses are kept as hashes that differ from user to user: they serve for comparison alone. */
function fingerprint({ id }: User, address: string): string {
  return createHash('sha256').update(`${id} ${address}`).digest('base64url').slice(0, 16);
}
