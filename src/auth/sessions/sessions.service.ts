import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { AppError } from '../../common/app-error.js';
import { AppConfig } from '../../config/app-config.js';
import type { Account, User } from '../../users/user.js';
import { UsersService } from '../../users/users.service.js';
import { AccessTokensService, type AccessClaims } from '../access-tokens/access-tokens.service.js';
import { formatRefreshToken, hashSecret, newFamilySecret, newSecret, parseRefreshToken } from './refresh-token.js';
import { type Session, SessionsRepository } from './sessions.repository.js';

/**
 * A refresh is answered only after this time. Who sends the same token again before that cannot have seen the answer, so it is
 * a double submit: it is only refused, and puts the answer off for others that may be on their way, up to a bound. Who sends
 * it later has a copy of a token that was used up: one of the two stole it, and the session ends for both.
 */
const ANSWER_AFTER_MILLISECONDS = 250;
const ANSWER_BOUND_MILLISECONDS = 3000;
/** Timers may be early, and the clocks of two processes differ a little. */
const CLOCK_MILLISECONDS = 50;

export interface IssuedTokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Seconds until the access token expires. */
  readonly expiresIn: number;
}

/** A user's sign-ins. Every request asks here, so that a session, password or account that ended is out at once. */
@Injectable()
export class SessionsService {
  private readonly logger = new Logger(SessionsService.name);

  constructor(
    private readonly config: AppConfig,
    private readonly sessions: SessionsRepository,
    private readonly users: UsersService,
    private readonly accessTokens: AccessTokensService,
  ) {}

  async open(account: Account): Promise<IssuedTokens> {
    const familySecret = newFamilySecret();
    const secret = newSecret();
    const now = new Date();
    const session = await this.sessions.insert({
      userId: account.id,
      generation: account.sessionGeneration,
      familyHash: hashSecret(familySecret),
      tokenHash: hashSecret(secret),
      rotatedAt: now,
      answeredFrom: now,
      expiresAt: this.expiry(now),
    });
    return this.issue(session, familySecret, secret);
  }

  /** The account of a session that goes on; undefined once it, the password it was opened with, or the account has ended. */
  async findAccount({ userId, sessionId }: AccessClaims): Promise<Account | undefined> {
    const [session, account] = await Promise.all([this.sessions.find(sessionId), this.users.findAccount(userId)]);
    return live(session, account)?.account;
  }

  /**
   * Exchanges a refresh token for new tokens; of many requests with the same one exactly one succeeds.
   * @throws AppError UNAUTHENTICATED, CONFLICT for a double submit, REFRESH_TOKEN_REUSED
   */
  async refresh(refreshToken: string): Promise<{ user: User; tokens: IssuedTokens }> {
    const receivedAt = new Date();
    const token = parseRefreshToken(refreshToken);
    const session = token && (await this.sessions.find(token.sessionId));
    const owned = live(session, session && (await this.users.findAccount(session.userId)));
    if (!token || !owned || owned.session.familyHash !== hashSecret(token.familySecret)) {
      throw new AppError('UNAUTHENTICATED', 'The refresh token is not valid or has expired. Sign in again.');
    }
    const secret = newSecret();
    const rotatedAt = new Date();
    const rotated = await this.sessions.rotate(
      { id: token.sessionId, tokenHash: hashSecret(token.secret) },
      {
        tokenHash: hashSecret(secret),
        rotatedAt,
        answeredFrom: new Date(rotatedAt.getTime() + ANSWER_AFTER_MILLISECONDS),
        expiresAt: this.expiry(rotatedAt),
      },
    );
    if (!rotated) throw await this.refuseOld(token.sessionId, hashSecret(token.secret), receivedAt);
    await this.holdAnswer(rotated);
    return { user: owned.account, tokens: this.issue(rotated, token.familySecret, secret) };
  }

  end(sessionId: string): Promise<void> {
    return this.sessions.remove(sessionId);
  }

  /** Ends the session of a refresh token, old or new; any other token is no error. @param userId whose it has to be */
  async endByRefreshToken(refreshToken: string, userId?: string): Promise<void> {
    const token = parseRefreshToken(refreshToken);
    const session = token && (await this.sessions.find(token.sessionId));
    if (!session || session.familyHash !== hashSecret(token.familySecret)) return;
    if (userId === undefined || session.userId === userId) await this.sessions.remove(session.id);
  }

  /** After a change of password: this session goes on, all others of the user are over already and are removed. */
  async keepOnly(sessionId: string, { id, sessionGeneration }: Account): Promise<void> {
    await this.sessions.setGeneration(sessionId, sessionGeneration);
    await this.sessions.removeOthers(id, sessionId);
  }

  private async holdAnswer(rotated: Session): Promise<void> {
    let held = rotated;
    for (;;) {
      const left = held.answeredFrom.getTime() + CLOCK_MILLISECONDS - Date.now();
      if (left > 0) await sleep(left);
      const session = await this.sessions.find(rotated.id);
      const wasPutOff = session?.tokenHash === rotated.tokenHash && session.answeredFrom > held.answeredFrom;
      if (!wasPutOff) return;
      held = session;
    }
  }

  private async refuseOld(sessionId: string, tokenHash: string, receivedAt: Date): Promise<AppError> {
    const session = await this.sessions.find(sessionId);
    if (session?.previousHash === tokenHash && receivedAt < session.answeredFrom) {
      const bound = session.rotatedAt.getTime() + ANSWER_BOUND_MILLISECONDS;
      const until = Math.min(Date.now() + ANSWER_AFTER_MILLISECONDS, bound);
      await this.sessions.putOffAnswer(session, new Date(until));
      return new AppError('CONFLICT', 'This refresh token is being exchanged by another request. Use what it answers.');
    }
    await this.sessions.remove(sessionId);
    this.logger.warn({ sessionId, userId: session?.userId }, 'refresh token used twice: session ended');
    return new AppError('REFRESH_TOKEN_REUSED', 'This refresh token was used before, so its session has ended.');
  }

  private issue({ id, userId }: Session, familySecret: string, secret: string): IssuedTokens {
    return {
      accessToken: this.accessTokens.sign({ userId, sessionId: id }),
      refreshToken: formatRefreshToken({ sessionId: id, familySecret, secret }),
      expiresIn: this.accessTokens.lifetimeSeconds,
    };
  }

  private expiry(from: Date): Date {
    return new Date(from.getTime() + this.config.auth.refreshTokenSeconds * 1000);
  }
}

/** Both, if the session belongs to the account and neither has ended. */
function live(
  session: Session | undefined,
  account: Account | undefined,
): { readonly session: Session; readonly account: Account } | undefined {
  if (!session || !account || session.userId !== account.id || account.status !== 'active') return undefined;
  const isCurrent = session.generation === account.sessionGeneration && session.expiresAt > new Date();
  return isCurrent ? { session, account } : undefined;
}
