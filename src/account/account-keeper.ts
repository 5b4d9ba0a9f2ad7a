import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { AppConfig } from '../config/app-config.js';
import { UsersService } from '../users/users.service.js';
import { AccountRemoval } from './account-removal.service.js';

const INTERVAL_MILLISECONDS = 60_000;
/**
 * Requests and jobs that began before an account was closed have ended after this: what they left is removed then, and the
 * account's row with it.
 */
const LATECOMERS_MILLISECONDS = 3_600_000;
const BATCH = 1000;

/** Finishes the removal of closed accounts, whichever process began it. */
@Injectable()
export class AccountKeeper implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('AccountKeeper');
  /** Accounts that this process has seen emptied and that wait for their last look. */
  private readonly emptied = new Set<string>();
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> = Promise.resolve();
  private stopping = false;

  constructor(
    private readonly config: AppConfig,
    private readonly users: UsersService,
    private readonly removal: AccountRemoval,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.role !== 'api') this.schedule(INTERVAL_MILLISECONDS);
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.timer);
    await this.round;
  }

  /** Looks at the accounts whose time has come; of one that was closed long enough ago, nothing is left afterwards. */
  async look(now: number = Date.now()): Promise<void> {
    const due = now - this.config.retention.closedAccountMilliseconds;
    for (const { id, closedAt } of await this.users.closed(new Date(due), BATCH)) {
      if (this.stopping) return;
      const isLastLook = closedAt.getTime() <= due - LATECOMERS_MILLISECONDS;
      if (!isLastLook && this.emptied.has(id)) continue;
      await this.removal.remove(id);
      this.emptied.add(id);
      if (!isLastLook) continue;
      await this.users.purge(id);
      this.emptied.delete(id);
      this.logger.log({ userId: id }, 'closed account removed');
    }
  }

  private schedule(milliseconds: number): void {
    this.timer = setTimeout(() => {
      this.round = this.look()
        .catch((error: unknown) =>
          this.logger.warn({ err: error }, 'closed accounts could not be looked after; tries again'),
        )
        .finally(() => {
          if (!this.stopping) this.schedule(INTERVAL_MILLISECONDS);
        });
    }, milliseconds).unref();
  }
}
