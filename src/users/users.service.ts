import { Injectable } from '@nestjs/common';
import { AppError } from '../common/app-error.js';
import type { Listing, Page } from '../common/listing.js';
import { searchKey } from '../common/text-search.js';
import { AppConfig } from '../config/app-config.js';
import { firstOperatorEmail } from './first-operator-email.js';
import { PasswordHasher } from './password-hasher.js';
import type { UserRole } from '../auth/signed-in-user.js';
import type { Account, User } from './user.js';
import { type UserFilter, UsersRepository } from './users.repository.js';

/** How many addresses an account remembers. */
const FAMILIAR_ADDRESSES = 10;

@Injectable()
export class UsersService {
  constructor(
    private readonly config: AppConfig,
    private readonly users: UsersRepository,
    private readonly passwords: PasswordHasher,
  ) {}

  /** @throws AppError EMAIL_TAKEN, also for the first operator's address before that account exists */
  async register(email: string, password: string, name: string, role: UserRole = 'artist'): Promise<Account> {
    const passwordHash = await this.passwords.hash(password);
    if (searchKey(email) === searchKey(firstOperatorEmail(this.config))) {
      throw new AppError('EMAIL_TAKEN', 'This e-mail address has an account.');
    }
    return this.users.insert({ email, name, role, passwordHash });
  }

  /** @throws AppError NOT_FOUND */
  async get(id: string): Promise<User> {
    const user = await this.users.find(id);
    if (!user) throw new AppError('NOT_FOUND', 'There is no user with this id.');
    return user;
  }

  list(filter: UserFilter, listing: Listing): Promise<Page<User>> {
    return this.users.list(filter, listing);
  }

  /** Tokens of the user serve no more, wherever they are. @throws AppError NOT_FOUND */
  async endSessions(id: string): Promise<void> {
    if (!(await this.users.nextSessionGeneration(id)))
      throw new AppError('NOT_FOUND', 'There is no user with this id.');
  }

  /**
   * The account is out of use at once and its address free. An operator's has to be made an artist's first.
   * @throws AppError NOT_FOUND
   */
  async close(id: string): Promise<void> {
    if (!(await this.users.close(id, new Date()))) throw new AppError('NOT_FOUND', 'There is no user with this id.');
  }

  /** Closed accounts that something may be left of, the first closed first. */
  closed(before: Date, limit: number): Promise<{ id: string; closedAt: Date }[]> {
    return this.users.closed(before, limit);
  }

  countClosed(): Promise<number> {
    return this.users.countClosed();
  }

  /** Nothing of the closed account is left. */
  purge(id: string): Promise<void> {
    return this.users.purge(id);
  }

  /** The user with what signing in needs to know; undefined for an unknown id. */
  findAccount(id: string): Promise<Account | undefined> {
    return this.users.find(id);
  }

  findAccountByEmail(email: string): Promise<Account | undefined> {
    return this.users.findByEmail(email);
  }

  /** Takes as long for an unknown account as for a wrong password. */
  async passwordMatches(account: Account | undefined, password: string): Promise<boolean> {
    return this.passwords.matches(password, account?.passwordHash);
  }

  /** After a sign-in: remembers the address, and renews a hash of another cost than the configured one. */
  async noteSignIn(account: Account, password: string, addressFingerprint: string): Promise<void> {
    if (account.familiarAddresses.at(-1) !== addressFingerprint) {
      const others = account.familiarAddresses.filter((known) => known !== addressFingerprint);
      await this.users.setFamiliarAddresses(account.id, [...others, addressFingerprint].slice(-FAMILIAR_ADDRESSES));
    }
    if (this.passwords.isOutdated(account.passwordHash)) {
      await this.users.replaceHash(account, await this.passwords.hash(password));
    }
  }

  /**
   * Ends all sessions of the user.
   * @returns the changed account
   * @throws AppError CONFLICT when the password was changed in the meantime
   */
  async changePassword(account: Account, newPassword: string): Promise<Account> {
    const changed = await this.users.changePassword(account, await this.passwords.hash(newPassword));
    if (!changed) throw new AppError('CONFLICT', 'The password was changed by another request.');
    return changed;
  }
}
