import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type QueryFilter, trusted } from 'mongoose';
import { searchKey } from '../common/text-search.js';
import { endingWrite } from './job-endings.repository.js';
import { JobClock } from './job-clock.js';
import { JOB_MODEL, type JobModel, type JobRow, LINE_ORDER, toJob } from './job.schema.js';
import type { AttemptEnding, ClaimedJob, JobAttempt, JobFailure, JobProgress, StepTimings } from './job.js';
import type { JobKind } from './job-kinds.js';

/** What renewing a lease finds: `cancelled` still holds it, but is to stop. */
export type LeaseState = 'held' | 'cancelled' | 'lost';

/** What became of an attempt's outcome: `lost` where another attempt, or nobody, owns the job by now. */
export type Recorded = 'recorded' | 'cancelled' | 'lost';

/** Attempts kept in a record. */
const KEPT_ATTEMPTS = 50;
const SEARCHED_CHARACTERS = 1000;
const CANCELLED: JobFailure = { code: 'CANCELLED', detail: 'The job was cancelled.' };

/**
 * What workers do to job records. Every write but the claim is fenced: it holds only while the record names the same attempt
 * and is running, so that a worker that was thought dead changes nothing.
 */
@Injectable()
export class AttemptsRepository {
  constructor(
    @InjectModel(JOB_MODEL) private readonly jobs: JobModel,
    private readonly clock: JobClock,
  ) {}

  /** Takes the first due job in line of these kinds and begins an attempt. */
  async claim(worker: string, kinds: readonly JobKind[], leaseMilliseconds: number): Promise<ClaimedJob | undefined> {
    const now = this.clock.now();
    // Part of the address of what the attempt makes, so it must not be guessable.
    const attemptId = randomBytes(16).toString('hex');
    const row = await this.jobs
      .findOneAndUpdate(
        {
          status: 'queued',
          runAfter: trusted({ $lte: now }),
          kind: trusted({ $in: [...kinds] }),
        },
        {
          $set: {
            status: 'running',
            attemptId,
            worker,
            startedAt: now,
            leaseUntil: this.clock.after(leaseMilliseconds),
          },
          $inc: { attemptsUsed: 1 },
        },
        { sort: LINE_ORDER, returnDocument: 'after' },
      )
      .lean();
    return row ? (toJob(row) as ClaimedJob) : undefined;
  }

  async renew(job: ClaimedJob, leaseMilliseconds: number, progress?: JobProgress): Promise<LeaseState> {
    const row = await this.jobs
      .findOneAndUpdate(
        fence(job),
        { $set: { leaseUntil: this.clock.after(leaseMilliseconds), ...(progress ? { progress } : {}) } },
        { returnDocument: 'after', projection: { cancelRequested: 1 } },
      )
      .lean();
    if (!row) return 'lost';
    return row.cancelRequested ? 'cancelled' : 'held';
  }

  /** Writes the outcome. A job whose cancelling was asked for ends cancelled, whatever the outcome. */
  async end(job: ClaimedJob, ending: AttemptEnding, timings: StepTimings, onlyIfExpiredBy?: Date): Promise<Recorded> {
    const now = this.clock.now();
    const expired = onlyIfExpiredBy ? { leaseUntil: trusted({ $lte: onlyIfExpiredBy }) } : {};
    const filter = { ...fence(job), ...expired };
    const error = ending.status === 'succeeded' ? undefined : ending.error;
    const lost = ending.status !== 'succeeded' && ending.lost;
    const told = ending.status === 'queued' ? undefined : endingWrite(ending.status, now, error);
    const ended = await this.jobs.updateOne(
      { ...filter, cancelRequested: false },
      {
        $set: { ...outcome(ending, now), timings, leaseUntil: null, ...(lost ? { queuedAt: now } : {}), ...told?.set },
        $push: { ...push(attempt(job, now, timings, error)), ...told?.push },
        ...(lost ? { $inc: { attemptsLost: 1 } } : {}),
      },
    );
    if (ended.matchedCount > 0) return 'recorded';
    if (await this.cancelled(job, timings, filter)) return 'cancelled';
    // The write of an earlier try may have arrived although its answer did not.
    const same = { _id: job.id, attemptId: job.claim.attemptId, status: ending.status };
    return (await this.jobs.exists(same)) ? 'recorded' : 'lost';
  }

  /** Back to the queue as if the attempt had never begun. */
  async giveBack(job: ClaimedJob, runAfter: Date, progress?: JobProgress): Promise<Recorded> {
    const back = { status: 'queued', runAfter, leaseUntil: null, startedAt: null, progress: progress ?? null };
    const given = await this.jobs.updateOne(
      { ...fence(job), cancelRequested: false },
      { $set: back, $inc: { attemptsUsed: -1, attemptsGivenBack: 1 } },
    );
    if (given.matchedCount > 0) return 'recorded';
    return (await this.cancelled(job, {}, fence(job))) ? 'cancelled' : 'lost';
  }

  /** Jobs whose worker has been silent for longer than its lease; all running ones without `now`. */
  async abandoned(limit: number, now?: Date): Promise<ClaimedJob[]> {
    const rows = await this.jobs
      .find({ status: 'running', ...(now ? { leaseUntil: trusted({ $lte: now }) } : {}) })
      .limit(limit)
      .lean();
    return rows.map((row) => toJob(row) as ClaimedJob);
  }

  private async cancelled(job: ClaimedJob, timings: StepTimings, filter: QueryFilter<JobRow>): Promise<boolean> {
    const now = this.clock.now();
    const told = endingWrite('cancelled', now);
    const end = { status: 'cancelled', finishedAt: now, leaseUntil: null, timings, ...told.set };
    const ended = await this.jobs.updateOne(
      { ...filter, cancelRequested: true },
      { $set: end, $push: { ...push(attempt(job, now, timings, CANCELLED)), ...told.push } },
    );
    return ended.matchedCount > 0;
  }
}

function fence(job: ClaimedJob) {
  return { _id: job.id, attemptId: job.claim.attemptId, status: 'running' as const };
}

function outcome(ending: AttemptEnding, now: Date): Partial<JobRow> {
  if (ending.status === 'succeeded') {
    return { status: ending.status, result: ending.result, error: null, errorText: '', finishedAt: now };
  }
  const unsuccessful = { status: ending.status, ...failure(ending.error) };
  if (ending.status === 'failed') return { ...unsuccessful, finishedAt: now };
  return { ...unsuccessful, runAfter: ending.runAfter, progress: null };
}

function failure(error: JobFailure) {
  const { code, detail, cause = '' } = error;
  return { error, errorText: searchKey(`${code} ${detail} ${cause}`).slice(0, SEARCHED_CHARACTERS) };
}

function attempt(job: ClaimedJob, finishedAt: Date, timings: StepTimings, error?: JobFailure): JobAttempt {
  const { attemptId, worker, startedAt } = job.claim;
  return { attemptId, worker, startedAt, finishedAt, timings, ...(error ? { error } : {}) };
}

function push(ended: JobAttempt) {
  return { attempts: { $each: [ended], $slice: -KEPT_ATTEMPTS } };
}
