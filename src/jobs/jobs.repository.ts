import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type QueryFilter, trusted, Types } from 'mongoose';
import { isDuplicateKey } from '../common/duplicate-key.js';
import { findPage } from '../common/find-page.js';
import type { Listing, Page } from '../common/listing.js';
import { logContext } from '../common/log-context.js';
import { containing } from '../common/text-search.js';
import { currentTrace } from '../common/tracing.js';
import { endingWrite } from './job-endings.repository.js';
import { JOB_MODEL, type JobModel, type JobRow, LINE_ORDER, toJob } from './job.schema.js';
import { JOB_STATUSES, type Job, type JobOrigin, type JobStatus } from './job.js';
import type { JobKind, JobPayloads } from './job-kinds.js';

export interface NewJob<K extends JobKind = JobKind> {
  /** Chosen by the caller: the same id again is the same job. */
  readonly id: string;
  readonly kind: K;
  readonly ownerId: string | null;
  readonly payload: JobPayloads[K];
  readonly priority: number;
}

export interface JobFilter {
  readonly ids?: readonly string[];
  readonly ownerId?: string;
  readonly kind?: JobKind;
  readonly status?: JobStatus;
  /** Words of the error's code, detail or cause, in any case. */
  readonly error?: string;
  readonly createdFrom?: Date;
  /** Not included. */
  readonly createdBefore?: Date;
}

/** A job as far as figures over time need it. */
export interface JobEvent {
  readonly kind: JobKind;
  readonly status: JobStatus;
  readonly createdAt: Date;
  /** Of the last attempt; null before the first. */
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
}

/** As if due since ever: no clock is needed to say so. */
const AT_ONCE = new Date(0);

/** Job records: reading, and what is done to jobs from outside. What a worker does is in the attempts repository. */
@Injectable()
export class JobsRepository {
  constructor(@InjectModel(JOB_MODEL) private readonly jobs: JobModel) {}

  /** Keeps the record that is there when the id is taken. */
  async insert(job: NewJob, maxAttempts: number, createdAt: Date): Promise<Job> {
    try {
      const row = await this.jobs.create({
        _id: new Types.ObjectId(job.id),
        kind: job.kind,
        payload: { ...job.payload },
        ownerId: job.ownerId === null ? null : new Types.ObjectId(job.ownerId),
        priority: job.priority,
        origin: originOfThisWork(),
        status: 'queued',
        maxAttempts,
        runAfter: AT_ONCE,
        createdAt,
        queuedAt: createdAt,
      });
      return toJob(row.toObject());
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return (await this.find(job.id))!;
    }
  }

  async find(id: string): Promise<Job | undefined> {
    const row = await this.jobs.findById(id).lean();
    return row ? toJob(row) : undefined;
  }

  async findMany(ids: readonly string[]): Promise<Job[]> {
    const rows = await this.jobs.find({ _id: anyOf(ids) }).lean();
    return rows.map(toJob);
  }

  page(filter: JobFilter, listing: Listing): Promise<Page<Job>> {
    return findPage(this.jobs, toQuery(filter), listing, toJob);
  }

  async countByStatus(): Promise<Record<JobStatus, number>> {
    const counts = await Promise.all(JOB_STATUSES.map((status) => this.jobs.countDocuments({ status })));
    return Object.fromEntries(JOB_STATUSES.map((status, i) => [status, counts[i]!])) as Record<JobStatus, number>;
  }

  async countUnfinished(ownerId: string, kind: JobKind): Promise<number> {
    const status = trusted({ $in: ['queued' as const, 'running' as const] });
    return this.jobs.countDocuments({ ownerId: new Types.ObjectId(ownerId), status, kind });
  }

  async oldestQueued(): Promise<Date | undefined> {
    const row = await this.jobs.findOne({ status: 'queued' }, { createdAt: 1 }).sort({ createdAt: 1, _id: 1 }).lean();
    return row?.createdAt;
  }

  /** What happened to jobs created or finished since a time, the latest first. */
  async history(from: Date, limit: number): Promise<JobEvent[]> {
    const since = trusted({ $gte: from });
    const fields = { kind: 1, status: 1, createdAt: 1, startedAt: 1, finishedAt: 1, _id: 0 } as const;
    const rows = await this.jobs
      .find({ $or: [{ createdAt: since }, { finishedAt: since }] }, fields)
      .sort({ createdAt: -1, _id: -1 })
      .limit(limit)
      .lean();
    return rows.map(({ kind, ...facts }) => ({ ...facts, kind: kind as JobKind }));
  }

  /** What the results of finished jobs take in storage. */
  async resultBytes(): Promise<number> {
    const [sum] = await this.jobs.aggregate<{ bytes: number }>([
      { $match: { status: 'succeeded' } },
      { $group: { _id: null, bytes: { $sum: '$result.bytes' } } },
    ]);
    return sum?.bytes ?? 0;
  }

  /** How many jobs are claimed before this queued one. */
  async countAhead(job: Job): Promise<number> {
    const { priority, queuedAt } = job;
    const ahead = [
      { priority: trusted({ $gt: priority }) },
      { priority, queuedAt: trusted({ $lt: queuedAt }) },
      { priority, queuedAt, _id: trusted({ $lt: new Types.ObjectId(job.id) }) },
    ];
    return this.jobs.countDocuments({ status: 'queued', $or: ahead });
  }

  /** Ids of the first queued jobs in the order in which they will be claimed. */
  async waiting(limit: number): Promise<string[]> {
    const rows = await this.jobs.find({ status: 'queued' }, { _id: 1 }).sort(LINE_ORDER).limit(limit).lean();
    return rows.map((row) => row._id.toHexString());
  }

  /** Ids of queued jobs that could be claimed now, first in line first. */
  async due(now: Date, limit: number): Promise<string[]> {
    const rows = await this.jobs
      .find({ status: 'queued', runAfter: trusted({ $lte: now }) }, { _id: 1 })
      .sort(LINE_ORDER)
      .limit(limit)
      .lean();
    return rows.map((row) => row._id.toHexString());
  }

  /** @returns the cancelled job; undefined where it is not queued */
  async cancelQueued(id: string, now: Date): Promise<Job | undefined> {
    const told = endingWrite('cancelled', now);
    const row = await this.jobs
      .findOneAndUpdate(
        { _id: id, status: 'queued' },
        { $set: { status: 'cancelled', cancelRequested: true, finishedAt: now, ...told.set }, $push: told.push },
        { returnDocument: 'after' },
      )
      .lean();
    return row ? toJob(row) : undefined;
  }

  /** Its worker ends a running job when it next renews its lease. @returns undefined where it is not running */
  async requestCancel(id: string): Promise<Job | undefined> {
    const row = await this.jobs
      .findOneAndUpdate(
        { _id: id, status: 'running' },
        { $set: { cancelRequested: true } },
        { returnDocument: 'after' },
      )
      .lean();
    return row ? toJob(row) : undefined;
  }

  /** Back to the end of the line with all its attempts. @returns undefined where it has neither failed nor been cancelled */
  async retry(id: string, now: Date): Promise<Job | undefined> {
    const row = await this.jobs
      .findOneAndUpdate({ _id: id, status: trusted({ $in: ['failed' as const, 'cancelled' as const] }) }, anew(now), {
        returnDocument: 'after',
      })
      .lean();
    return row ? toJob(row) : undefined;
  }

  /** @returns how many failed jobs went back to the queue */
  async retryFailed(now: Date, kind?: JobKind): Promise<number> {
    const result = await this.jobs.updateMany({ status: 'failed', ...(kind ? { kind } : {}) }, anew(now));
    return result.modifiedCount;
  }

  async removeOfOwner(ownerId: string): Promise<void> {
    await this.jobs.deleteMany({ ownerId: new Types.ObjectId(ownerId) });
  }

  async remove(id: string): Promise<void> {
    await this.jobs.deleteOne({ _id: id });
  }
}

function originOfThisWork(): JobOrigin {
  const { requestId } = logContext();
  const traceparent = currentTrace();
  return { ...(requestId ? { requestId } : {}), ...(traceparent ? { traceparent } : {}) };
}

function anew(queuedAt: Date) {
  const unset = { progress: null, error: null, errorText: '', finishedAt: null };
  return {
    $set: {
      ...unset,
      status: 'queued' as const,
      queuedAt,
      attemptsUsed: 0,
      attemptsLost: 0,
      cancelRequested: false,
      runAfter: AT_ONCE,
    },
  };
}

function anyOf(ids: readonly string[]) {
  return trusted({ $in: ids.map((id) => new Types.ObjectId(id)) });
}

function toQuery(filter: JobFilter): QueryFilter<JobRow> {
  const { ids, ownerId, kind, status, error, createdFrom, createdBefore } = filter;
  const created = { ...(createdFrom && { $gte: createdFrom }), ...(createdBefore && { $lt: createdBefore }) };
  return {
    ...(ids ? { _id: anyOf(ids) } : {}),
    ...(ownerId ? { ownerId: new Types.ObjectId(ownerId) } : {}),
    ...(kind ? { kind } : {}),
    ...(status ? { status } : {}),
    ...(error ? { errorText: containing(error) } : {}),
    ...(createdFrom || createdBefore ? { createdAt: trusted(created) } : {}),
  };
}
