import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { AppConfig } from '../config/app-config.js';
import { AttemptsRepository } from './attempts.repository.js';
import { JobClock } from './job-clock.js';
import { JobHandlers } from './job-handlers.js';
import { JOB_QUEUE, type JobQueue } from './job-queue.port.js';
import { JobReconciler } from './job-reconciler.js';
import { JobSignals } from './job-signals.js';
import type { ClaimedJob } from './job.js';
import { HEARTBEAT_MILLISECONDS, QueueStateRepository } from './queue-state.repository.js';
import { RunningAttempt } from './running-attempt.js';

/** For jobs that a stop cut short: time to go back to the queue. */
const GIVE_BACK_MILLISECONDS = 2000;

/** Runs jobs in this process, unless its role is to answer requests only. */
@Injectable()
export class JobRunner implements OnApplicationBootstrap, OnModuleDestroy, BeforeApplicationShutdown {
  private readonly logger = new Logger('JobRunner');
  private readonly id = `${hostname()}:${process.pid}:${randomBytes(4).toString('hex')}`;
  private readonly startedAt = new Date();
  private readonly running = new Set<RunningAttempt>();
  private heartbeat: NodeJS.Timeout | undefined;
  private stopping = false;
  private drained: Promise<void> = Promise.resolve();

  constructor(
    private readonly config: AppConfig,
    private readonly attempts: AttemptsRepository,
    private readonly state: QueueStateRepository,
    private readonly handlers: JobHandlers,
    private readonly clock: JobClock,
    private readonly signals: JobSignals,
    private readonly reconciler: JobReconciler,
    @Inject(JOB_QUEUE) private readonly queue: JobQueue,
  ) {}

  /** The start is not waited for: without its database the process is alive and unready. */
  onApplicationBootstrap(): void {
    this.handlers.requireAll();
    if (this.config.role !== 'api') void this.start();
  }

  /** Takes no more jobs from here on; those in hand go on while requests still end. */
  onModuleDestroy(): void {
    this.stopping = true;
    this.reconciler.stop();
    this.drained = this.queue.stop();
  }

  /** Jobs that do not end in time go back to the queue without losing an attempt. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.race([this.drained, sleep(this.config.shutdownMilliseconds, undefined, { ref: false })]);
    for (const attempt of this.running) attempt.stop('stopping');
    clearInterval(this.heartbeat);
    const gone = this.drained.then(() => this.state.dismiss(this.id)).catch(() => undefined);
    await Promise.race([gone, sleep(GIVE_BACK_MILLISECONDS, undefined, { ref: false })]);
  }

  private async start(): Promise<void> {
    this.signals.onCancelRequested((jobId) => {
      for (const attempt of this.running) if (attempt.job.id === jobId) attempt.stop('cancelled');
    });
    await this.reconciler.start();
    if (this.stopping) return;
    await this.queue.start(() => this.claim(), this.config.jobs.concurrency);
    this.heartbeat = setInterval(() => void this.beat(), HEARTBEAT_MILLISECONDS);
    await this.beat();
  }

  private async claim(): Promise<(() => Promise<void>) | undefined> {
    if (this.stopping || (await this.state.isPaused())) return undefined;
    const job = await this.attempts.claim(this.id, this.handlers.kinds, this.config.jobs.leaseMilliseconds);
    return job && (() => this.run(job));
  }

  private async run(job: ClaimedJob): Promise<void> {
    const { attempts, clock, logger } = this;
    const { leaseMilliseconds, deadlineMilliseconds } = this.config.jobs;
    const tools = { attempts, clock, logger, leaseMilliseconds, deadlineMilliseconds };
    const attempt = new RunningAttempt(job, this.handlers.of(job.kind), tools);
    this.running.add(attempt);
    try {
      const outcome = await attempt.run();
      if (outcome.status === 'requeued') {
        const { delayMilliseconds } = outcome;
        await this.queue.announce({ id: job.id, delayMilliseconds });
      }
      this.signals.changed(job.id);
    } catch (error) {
      this.logger.error({ err: error, jobId: job.id }, 'an attempt ended in a way that it should not');
    } finally {
      this.running.delete(attempt);
    }
  }

  private async beat(): Promise<void> {
    const { id, startedAt } = this;
    const { concurrency } = this.config.jobs;
    try {
      await this.state.heartbeat({ _id: id, concurrency, running: this.running.size, startedAt });
    } catch (error) {
      this.logger.debug({ err: error }, 'no heartbeat: the database does not take it');
    }
  }
}
