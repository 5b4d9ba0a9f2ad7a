import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type Model, type QueryFilter, trusted, Types } from 'mongoose';
import { isDuplicateKey } from '../common/duplicate-key.js';
import { AppError } from '../common/app-error.js';
import { findPage } from '../common/find-page.js';
import type { Listing, Page } from '../common/listing.js';
import { containing, searchKey } from '../common/text-search.js';
import type { Account, NewUser, StandingChange, User } from './user.js';
import { USER_MODEL, type UserRow } from './user.schema.js';

export interface UserFilter {
  /** Part of the e-mail address or the name, in any case. */
  readonly search?: string;
  readonly role?: User['role'];
  readonly status?: User['status'];
}

const FIELD_OF_SORT: Readonly<Record<string, string>> = { email: 'emailKey', name: 'nameKey' };
/** Closed accounts count as absent, but for those who clear up after them. */
const PRESENT = { closedAt: null } as const;
const ACTIVE_OPERATOR = { ...PRESENT, role: 'operator', status: 'active' } as const;

@Injectable()
export class UsersRepository {
  constructor(@InjectModel(USER_MODEL) private readonly model: Model<UserRow>) {}

  /** @throws AppError EMAIL_TAKEN, or CONFLICT where a user with the given id exists */
  async insert({ id, ...user }: NewUser): Promise<Account> {
    const row = {
      _id: id === undefined ? new Types.ObjectId() : new Types.ObjectId(id),
      ...user,
      emailKey: searchKey(user.email),
      nameKey: searchKey(user.name),
    };
    try {
      const created = await this.model.create(row);
      return toAccount(created.toObject());
    } catch (error) {
      if (isDuplicateKey(error, 'emailKey')) throw new AppError('EMAIL_TAKEN', 'This e-mail address has an account.');
      if (isDuplicateKey(error)) throw new AppError('CONFLICT', 'This user exists.', { cause: error });
      throw error;
    }
  }

  async find(id: string): Promise<Account | undefined> {
    const row = await this.model.findOne({ _id: id, ...PRESENT }).lean<UserRow>();
    return row ? toAccount(row) : undefined;
  }

  async findByEmail(email: string): Promise<Account | undefined> {
    const row = await this.model.findOne({ emailKey: searchKey(email) }).lean<UserRow>();
    return row ? toAccount(row) : undefined;
  }

  list(filter: UserFilter, listing: Listing): Promise<Page<User>> {
    const field = listing.sort.replace(/^-/, '');
    const sort = listing.sort.replace(field, FIELD_OF_SORT[field] ?? field);
    return findPage(this.model, toQueryFilter(filter), { ...listing, sort }, toAccount);
  }

  countOperators(): Promise<number> {
    return this.model.countDocuments({ ...PRESENT, role: 'operator' }).exec();
  }

  countOtherActiveOperators(id: string): Promise<number> {
    return this.model.countDocuments({ ...ACTIVE_OPERATOR, _id: trusted({ $ne: new Types.ObjectId(id) }) }).exec();
  }

  /** Changes the user only if role and status still are what was read. */
  async changeStanding(read: User, change: StandingChange): Promise<User | undefined> {
    const unchanged = { ...PRESENT, _id: read.id, role: read.role, status: read.status };
    return this.setStanding(unchanged, change, {});
  }

  /** Carries out the change that the operator ledger announced as number `version`, once, whoever asks and how often. */
  async carryOut(id: string, change: StandingChange, version: number): Promise<User | undefined> {
    return this.setStanding({ _id: id, lastChange: trusted({ $lt: version }) }, change, { lastChange: version });
  }

  /** @returns the changed account; undefined when the password is no longer the one that was read */
  async changePassword(read: Account, passwordHash: string): Promise<Account | undefined> {
    const row = await this.model
      .findOneAndUpdate(
        { _id: read.id, passwordHash: read.passwordHash },
        { $set: { passwordHash }, $inc: { sessionGeneration: 1 } },
        { returnDocument: 'after' },
      )
      .lean<UserRow>();
    return row ? toAccount(row) : undefined;
  }

  /** @returns false where there is no such user */
  async nextSessionGeneration(id: string): Promise<boolean> {
    const result = await this.model.updateOne({ _id: id }, { $inc: { sessionGeneration: 1 } });
    return result.matchedCount > 0;
  }

  /** The same password under a hash of another cost. */
  async replaceHash(read: Account, passwordHash: string): Promise<void> {
    await this.model.updateOne({ _id: read.id, passwordHash: read.passwordHash }, { $set: { passwordHash } });
  }

  async setFamiliarAddresses(id: string, familiarAddresses: readonly string[]): Promise<void> {
    await this.model.updateOne({ _id: id }, { $set: { familiarAddresses: [...familiarAddresses] } });
  }

  /**
   * Nobody can sign in or find the account from now on; nothing in the row says whose it was, and the address is free.
   * @returns false where there is no such account, or it is an operator's
   */
  async close(id: string, closedAt: Date): Promise<boolean> {
    const anonymous = `closed-${id}`;
    const facts = { email: anonymous, emailKey: anonymous, name: '', nameKey: '', passwordHash: 'closed' };
    const result = await this.model.updateOne(
      { _id: id, role: 'artist', ...PRESENT },
      { $set: { ...facts, status: 'disabled', familiarAddresses: [], closedAt }, $inc: { sessionGeneration: 1 } },
    );
    return result.matchedCount > 0;
  }

  /** Accounts closed before a time, the first closed first. */
  async closed(before: Date, limit: number): Promise<{ id: string; closedAt: Date }[]> {
    const rows = await this.model
      .find({ closedAt: trusted({ $lte: before }) }, { closedAt: 1 })
      .sort({ closedAt: 1 })
      .limit(limit)
      .lean<Pick<UserRow, '_id' | 'closedAt'>[]>();
    return rows.map(({ _id, closedAt }) => ({ id: _id.toHexString(), closedAt: closedAt! }));
  }

  countClosed(): Promise<number> {
    return this.model.countDocuments({ closedAt: trusted({ $exists: true }) }).exec();
  }

  /** The end of a closed account. */
  async purge(id: string): Promise<void> {
    await this.model.deleteOne({ _id: id, closedAt: trusted({ $exists: true }) });
  }

  private async setStanding(
    filter: QueryFilter<UserRow>,
    change: StandingChange,
    extra: Partial<UserRow>,
  ): Promise<User | undefined> {
    const endSessions = change.status === 'disabled' ? { $inc: { sessionGeneration: 1 } } : {};
    const row = await this.model
      .findOneAndUpdate(filter, { $set: { ...change, ...extra }, ...endSessions }, { returnDocument: 'after' })
      .lean<UserRow>();
    return row ? toAccount(row) : undefined;
  }
}

function toQueryFilter({ search, role, status }: UserFilter): QueryFilter<UserRow> {
  return {
    ...PRESENT,
    ...(search === undefined ? {} : { $or: [{ emailKey: containing(search) }, { nameKey: containing(search) }] }),
    ...(role === undefined ? {} : { role }),
    ...(status === undefined ? {} : { status }),
  };
}

function toAccount({ _id, ...row }: UserRow): Account {
  return {
    id: _id.toHexString(),
    email: row.email,
    name: row.name,
    role: row.role,
    status: row.status,
    createdAt: row.createdAt,
    passwordHash: row.passwordHash,
    sessionGeneration: row.sessionGeneration,
    familiarAddresses: row.familiarAddresses,
  };
}
