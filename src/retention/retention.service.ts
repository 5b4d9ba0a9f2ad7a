import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AppConfig } from '../config/app-config.js';
import { OrphanSweeper } from '../storage/orphan-sweeper.js';
import { UsersService } from '../users/users.service.js';
import type { RetentionResponse } from './retention.schemas.js';
import { SweepReportRepository } from './sweep-report.repository.js';

/** What operators see of how long things are kept. */
@Injectable()
export class RetentionService implements OnModuleInit {
  constructor(
    private readonly config: AppConfig,
    private readonly sweeper: OrphanSweeper,
    private readonly reports: SweepReportRepository,
    private readonly users: UsersService,
  ) {}

  onModuleInit(): void {
    this.sweeper.shareTurns(this.reports);
  }

  async report(): Promise<RetentionResponse> {
    const { orphanMilliseconds, temporaryMilliseconds, closedAccountMilliseconds } = this.config.retention;
    const [last, closedAccounts] = await Promise.all([this.reports.last(), this.users.countClosed()]);
    return {
      orphanSeconds: orphanMilliseconds / 1000,
      temporarySeconds: temporaryMilliseconds / 1000,
      closedAccountSeconds: closedAccountMilliseconds / 1000,
      webhookDeliverySeconds: this.config.webhooks.deliveryMilliseconds / 1000,
      closedAccounts,
      ...(last && {
        lastSweep: { ...last, startedAt: last.startedAt.toISOString(), finishedAt: last.finishedAt.toISOString() },
      }),
    };
  }
}
