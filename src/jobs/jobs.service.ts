import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { AppError } from '../common/app-error.js';
import type { Listing, Page } from '../common/listing.js';
import { Readiness } from '../common/readiness.js';
import { AppConfig } from '../config/app-config.js';
import { JobClock } from './job-clock.js';
import { JOB_QUEUE, type JobQueue } from './job-queue.port.js';
import { JobSignals } from './job-signals.js';
import { hasEnded, type Job } from './job.js';
import type { JobKind } from './job-kinds.js';
import { type JobFilter, JobsRepository, type NewJob } from './jobs.repository.js';

/** Another process's change is seen this late by those who wait for it. */
const LOOK_AGAIN_MILLISECONDS = 500;
/** Deeper in the queue, a list does not say the position. */
const LISTED_POSITIONS = 1000;
/** Announced at once after many jobs became due; the reconciler announces the rest. */
const ANNOUNCED = 100;

/** Work that is done later: putting it in the queue, following it, stopping it. */
@Injectable()
export class JobsService implements OnModuleInit, OnModuleDestroy {
  private readonly stopping = new AbortController();

  constructor(
    private readonly jobs: JobsRepository,
    private readonly config: AppConfig,
    private readonly clock: JobClock,
    private readonly signals: JobSignals,
    private readonly readiness: Readiness,
    @Inject(JOB_QUEUE) private readonly queue: JobQueue,
  ) {}

  onModuleInit(): void {
    this.readiness.register({ name: 'queue', required: false, check: (signal) => this.queue.check(signal) });
  }

  /** Whoever waits for a job is answered now, so that requests can end. */
  onModuleDestroy(): void {
    this.stopping.abort();
  }

  /** Idempotent by id: a job that exists is returned as it is. */
  async enqueue<K extends JobKind>(job: NewJob<K>): Promise<Job<K>> {
    const created = await this.jobs.insert(job, this.config.jobs.maxAttempts, this.clock.now());
    await this.announce(created.id);
    return created as Job<K>;
  }

  /** @throws AppError NOT_FOUND */
  async find(id: string): Promise<Job> {
    return (await this.jobs.find(id)) ?? notFound();
  }

  /** Those that exist, by id. */
  async findMany(ids: readonly string[]): Promise<ReadonlyMap<string, Job>> {
    const found = ids.length > 0 ? await this.jobs.findMany(ids) : [];
    return new Map(found.map((job) => [job.id, job]));
  }

  list(filter: JobFilter, listing: Listing): Promise<Page<Job>> {
    return this.jobs.page(filter, listing);
  }

  /** Jobs of an account that wait or run. */
  countUnfinished(ownerId: string, kind: JobKind): Promise<number> {
    return this.jobs.countUnfinished(ownerId, kind);
  }

  /** Place in the queue from 1; undefined where the job is not queued. */
  async queuePosition(job: Job): Promise<number | undefined> {
    return job.status === 'queued' ? 1 + (await this.jobs.countAhead(job)) : undefined;
  }

  /** Places in the queue of those of these jobs that are queued and not far back. */
  async queuePositions(jobs: Iterable<Job>): Promise<ReadonlyMap<string, number>> {
    if (![...jobs].some((job) => job.status === 'queued')) return new Map();
    const waiting = await this.jobs.waiting(LISTED_POSITIONS);
    return new Map(waiting.map((id, ahead) => [id, ahead + 1]));
  }

  /**
   * A queued job is cancelled at once, a running one as soon as its worker hears of it. Cancelling it again changes nothing.
   * @throws AppError NOT_FOUND, STATE_CONFLICT where it has succeeded or failed
   */
  async cancel(id: string): Promise<Job> {
    const queued = await this.jobs.cancelQueued(id, this.clock.now());
    if (queued) {
      this.signals.changed(id);
      return queued;
    }
    const running = await this.jobs.requestCancel(id);
    if (running) {
      this.signals.cancelRequested(id);
      return running;
    }
    const job = await this.find(id);
    if (job.status === 'cancelled') return job;
    if (!hasEnded(job)) return this.cancel(id);
    throw new AppError('STATE_CONFLICT', `The job has already ${job.status}.`);
  }

  /**
   * A failed or cancelled job starts over with all its attempts.
   * @throws AppError NOT_FOUND, STATE_CONFLICT in any other state
   */
  async retry(id: string): Promise<Job> {
    const retried = await this.jobs.retry(id, this.clock.now());
    if (retried) {
      await this.announce(retried.id);
      return retried;
    }
    const { status } = await this.find(id);
    throw new AppError('STATE_CONFLICT', `Only a failed or cancelled job can be tried again; this one is ${status}.`);
  }

  /** @returns how many failed jobs went back to the queue */
  async retryFailed(kind?: JobKind): Promise<number> {
    const count = await this.jobs.retryFailed(this.clock.now(), kind);
    await this.announceDue();
    return count;
  }

  /** Forgets a job in any state; an attempt in progress notices and takes back what it did. */
  async remove(id: string): Promise<void> {
    await this.jobs.remove(id);
    this.signals.cancelRequested(id);
    this.signals.changed(id);
  }

  /**
   * Waits until the job has ended, the time is up or the service stops, and gives the job as it is then.
   * @throws AppError NOT_FOUND
   */
  async untilEnded(id: string, milliseconds: number, signal: AbortSignal): Promise<Job> {
    const over = AbortSignal.any([signal, this.stopping.signal]);
    const end = performance.now() + milliseconds;
    for (;;) {
      const remaining = Math.max(0, end - performance.now());
      const change = this.signals.nextChange(id, Math.min(remaining, LOOK_AGAIN_MILLISECONDS), over);
      const job = await this.find(id);
      if (hasEnded(job) || remaining === 0 || over.aborted) return job;
      await change;
    }
  }

  /** Due jobs, so that workers that slept through a pause take them up. */
  async announceDue(): Promise<void> {
    for (const id of await this.jobs.due(this.clock.now(), ANNOUNCED)) await this.announce(id);
  }

  private announce(id: string): Promise<void> {
    return this.queue.announce({ id, delayMilliseconds: 0 });
  }
}

function notFound(): never {
  throw new AppError('NOT_FOUND', 'There is no job with this id.');
}
