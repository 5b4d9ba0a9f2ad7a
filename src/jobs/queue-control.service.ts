import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Scrape } from '../common/scrape.js';
import { queueSeen } from './job.metrics.js';
import type { QueueCounts } from './queue-counts.js';
import { type JobEvent, JobsRepository } from './jobs.repository.js';
import { JobsService } from './jobs.service.js';
import { QueueStateRepository } from './queue-state.repository.js';

/** The queue as a whole, for operators. */
@Injectable()
export class QueueControlService implements OnModuleInit {
  constructor(
    private readonly jobs: JobsRepository,
    private readonly state: QueueStateRepository,
    private readonly service: JobsService,
    private readonly scrape: Scrape,
  ) {}

  onModuleInit(): void {
    this.scrape.register(async () => queueSeen(await this.counts()));
  }

  /** No worker of any process begins another job until {@link resume}; running ones go on. */
  async pause(): Promise<void> {
    await this.state.setPaused(true);
  }

  async resume(): Promise<void> {
    await this.state.setPaused(false);
    await this.service.announceDue();
  }

  /** What happened since a time, the latest first. */
  history(from: Date, limit: number): Promise<JobEvent[]> {
    return this.jobs.history(from, limit);
  }

  /** What the results of finished jobs take in storage, in bytes. */
  resultBytes(): Promise<number> {
    return this.jobs.resultBytes();
  }

  async counts(): Promise<QueueCounts> {
    const [byStatus, oldestQueuedAt, paused, workers] = await Promise.all([
      this.jobs.countByStatus(),
      this.jobs.oldestQueued(),
      this.state.isPaused(),
      this.state.knownWorkers(),
    ]);
    return { byStatus, oldestQueuedAt, paused, workers };
  }
}
