import { Inject, Injectable, Logger } from '@nestjs/common';
import { AppConfig } from '../config/app-config.js';
import { AttemptsRepository } from './attempts.repository.js';
import { backoffMilliseconds } from './backoff.js';
import { JobClock } from './job-clock.js';
import { WORKER_LOST } from './job-failure.js';
import { JOB_QUEUE, type JobQueue } from './job-queue.port.js';
import { JobSignals } from './job-signals.js';
import { type AttemptEnding, type ClaimedJob, isExhausted } from './job.js';
import { JobsRepository } from './jobs.repository.js';
import { QueueStateRepository } from './queue-state.repository.js';

const LONGEST_PAUSE_MILLISECONDS = 5000;
const BATCH = 100;

/**
 * Finds what crashes and lost announcements left: jobs whose worker fell silent are queued again or, once they have used up
 * their attempts, failed; due jobs that nobody took are announced again. Any number of processes may do so at once.
 */
@Injectable()
export class JobReconciler {
  private readonly logger = new Logger('JobReconciler');
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    private readonly config: AppConfig,
    private readonly attempts: AttemptsRepository,
    private readonly jobs: JobsRepository,
    private readonly state: QueueStateRepository,
    private readonly clock: JobClock,
    private readonly signals: JobSignals,
    @Inject(JOB_QUEUE) private readonly queue: JobQueue,
  ) {}

  /** Looks once, then by timer. The embedded database serves one process: at its start nobody else can be running jobs. */
  async start(): Promise<void> {
    const onlyProcess = this.config.database.uri === undefined;
    await this.clock.synchronise().catch(() => undefined);
    await this.look(onlyProcess);
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private async look(everyRunningJob = false): Promise<void> {
    try {
      await this.requeueAbandoned(everyRunningJob);
      await this.announceDue();
      await this.state.forgetLongGone();
    } catch (error) {
      this.logger.warn({ err: error }, 'cannot look for abandoned jobs; tries again');
    }
    if (this.stopped) return;
    const pause = Math.min(LONGEST_PAUSE_MILLISECONDS, this.config.jobs.leaseMilliseconds / 2);
    this.timer = setTimeout(() => void this.look(), pause);
  }

  private async requeueAbandoned(everyRunningJob: boolean): Promise<void> {
    const now = everyRunningJob ? undefined : this.clock.now();
    for (;;) {
      const abandoned = await this.attempts.abandoned(BATCH, now);
      for (const job of abandoned) await this.requeue(job, now);
      if (abandoned.length < BATCH) return;
    }
  }

  private async requeue(job: ClaimedJob, now: Date | undefined): Promise<void> {
    const ending = this.endingOf(job);
    const recorded = await this.attempts.end(job, ending, {}, now);
    if (recorded === 'lost') return;
    this.logger.warn(
      { jobId: job.id, kind: job.kind, worker: job.claim.worker, next: ending.status },
      'a worker was lost',
    );
    this.signals.changed(job.id);
  }

  private endingOf(job: ClaimedJob): AttemptEnding {
    if (isExhausted(job, 1)) return { status: 'failed', error: WORKER_LOST, lost: true };
    const runAfter = this.clock.after(backoffMilliseconds(job.attemptsUsed));
    return { status: 'queued', error: WORKER_LOST, lost: true, runAfter };
  }

  private async announceDue(): Promise<void> {
    for (const id of await this.jobs.due(this.clock.now(), BATCH)) {
      await this.queue.announce({ id, delayMilliseconds: 0 });
    }
  }
}
