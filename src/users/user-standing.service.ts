import { Injectable, Logger } from '@nestjs/common';
import { AppError } from '../common/app-error.js';
import { OperatorLedgerRepository } from './operator-ledger.repository.js';
import type { StandingChange, User } from './user.js';
import { UsersRepository } from './users.repository.js';

/**
 * Changes roles and status so that an active operator always remains, however many changes are asked for at the same time
 * and wherever a process dies.
 *
 * A change that takes an active operator away is first announced in the operator ledger, one document with a version. The
 * announcement succeeds only if no other came after the ledger was read, and the ledger is read only between changes: so
 * the operators counted in the meantime are those that remain. Whoever finds an announced change that was not carried out
 * carries it out before its own; the user keeps the number of the last one, so that a late helper repeats nothing. All
 * other changes only ever add operators, and need nothing but a compare-and-set on the user.
 */
@Injectable()
export class UserStandingService {
  private readonly logger = new Logger(UserStandingService.name);

  constructor(
    private readonly users: UsersRepository,
    private readonly ledger: OperatorLedgerRepository,
  ) {}

  /** @throws AppError NOT_FOUND, LAST_OPERATOR */
  async change(id: string, change: StandingChange, by: string): Promise<User> {
    for (;;) {
      const user = await this.users.find(id);
      if (!user) throw new AppError('NOT_FOUND', 'There is no user with this id.');
      const next = { ...user, ...change };
      if (next.role === user.role && next.status === user.status) return user;
      const changed =
        isActiveOperator(user) && !isActiveOperator(next)
          ? await this.takeOperatorAway(id, change)
          : await this.users.changeStanding(user, change);
      if (!changed) continue;
      this.logger.log({ userId: id, by, role: changed.role, status: changed.status }, 'user changed');
      return changed;
    }
  }

  /** Carries out what a process that died had announced. @returns the ledger's version with no change open */
  async finishAnnounced(): Promise<number> {
    for (;;) {
      const { version, change } = await this.ledger.read();
      if (!change) return version;
      const { userId, ...standing } = change;
      await this.users.carryOut(userId, standing, version);
      await this.ledger.strikeOut(version);
    }
  }

  /** @returns undefined when another change went first: look again */
  private async takeOperatorAway(id: string, change: StandingChange): Promise<User | undefined> {
    const version = await this.finishAnnounced();
    if ((await this.users.countOtherActiveOperators(id)) === 0) {
      throw new AppError('LAST_OPERATOR', 'This is the last active operator: name another one first.');
    }
    if (!(await this.ledger.announce(version, { userId: id, ...change }))) return undefined;
    await this.users.carryOut(id, change, version + 1);
    await this.ledger.strikeOut(version + 1);
    return this.users.find(id);
  }
}

function isActiveOperator({ role, status }: Pick<User, 'role' | 'status'>): boolean {
  return role === 'operator' && status === 'active';
}
