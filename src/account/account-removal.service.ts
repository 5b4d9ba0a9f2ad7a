import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { AppError } from '../common/app-error.js';
import { PersonalData } from '../common/personal-data.js';
import { AppConfig } from '../config/app-config.js';
import { storageKeys } from '../storage/storage-keys.js';
import { STORAGE, type StoragePort } from '../storage/storage.port.js';
import { UserStandingService } from '../users/user-standing.service.js';
import { UsersService } from '../users/users.service.js';

/** A request waits this long for what the account had to be gone. */
const PATIENCE_MILLISECONDS = 10_000;

/**
 * Closes accounts and removes what they had. Closing is one write, after which nobody finds or can use the account; the rest
 * follows at once or, where a process ends or a store does not answer, is taken up by the keeper.
 */
@Injectable()
export class AccountRemoval implements OnModuleDestroy {
  private readonly logger = new Logger('AccountRemoval');
  private readonly stopping = new AbortController();
  private readonly underWay = new Set<Promise<unknown>>();

  constructor(
    private readonly config: AppConfig,
    private readonly users: UsersService,
    private readonly standing: UserStandingService,
    private readonly personalData: PersonalData,
    @Inject(STORAGE) private readonly storage: StoragePort,
  ) {}

  async onModuleDestroy(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.underWay);
  }

  /**
   * By its owner.
   * @returns whether everything is gone already
   * @throws AppError VALIDATION_FAILED for a wrong password, LAST_OPERATOR
   */
  async closeOwn(id: string, password: string): Promise<boolean> {
    if (!(await this.users.passwordMatches(await this.users.findAccount(id), password))) {
      const errors = [{ pointer: '/password', detail: 'This is not the password of the account.' }];
      throw new AppError('VALIDATION_FAILED', 'The password is wrong.', { errors });
    }
    return this.close(id, id);
  }

  /** @returns whether everything is gone already. @throws AppError NOT_FOUND, LAST_OPERATOR */
  async close(id: string, by: string): Promise<boolean> {
    await this.standing.change(id, { role: 'artist' }, by);
    await this.users.close(id);
    this.logger.log({ userId: id, by }, 'account closed');
    if (this.config.retention.closedAccountMilliseconds > 0) return false;
    const removal = this.remove(id).then(
      () => true,
      (error: unknown) => {
        this.logger.warn({ err: error, userId: id }, 'what a closed account had is not removed yet');
        return false;
      },
    );
    this.underWay.add(removal);
    void removal.finally(() => this.underWay.delete(removal));
    return Promise.race([removal, sleep(PATIENCE_MILLISECONDS, false, { ref: false })]);
  }

  /** Everything that a closed account had, whether or not it was begun before. */
  async remove(id: string): Promise<void> {
    const { signal } = this.stopping;
    for (const holder of this.personalData.holders) {
      signal.throwIfAborted();
      await holder.remove(id, signal);
    }
    for await (const { key } of this.storage.list(storageKeys.userFolder(id), signal)) {
      await this.storage.remove(key, signal);
    }
  }
}
