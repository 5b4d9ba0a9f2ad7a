import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { trusted, Types } from 'mongoose';
import { JOB_MODEL, type JobModel, type JobRow, toJob } from './job.schema.js';
import type { Job, JobEnding, JobFailure } from './job.js';

const FIRST_ID = new Types.ObjectId('0'.repeat(24));

/** A job with those of its endings that have yet to be told. */
export interface EndedJob {
  readonly job: Job;
  /** Oldest first, one at least. */
  readonly endings: readonly JobEnding[];
}

/**
 * Endings of jobs that whoever asked for them has yet to be told of (a transactional outbox): the write that ends a job leaves
 * its ending in the same record, so that no crash can part the two. Telling somebody twice is possible, never not at all.
 */
@Injectable()
export class JobEndingsRepository {
  constructor(@InjectModel(JOB_MODEL) private readonly jobs: JobModel) {}

  /** Oldest first, after an ending's id. */
  async untold(limit: number, after?: string): Promise<EndedJob[]> {
    const rows = await this.jobs
      .find({ endingId: trusted({ $gt: after === undefined ? FIRST_ID : new Types.ObjectId(after) }) })
      .sort({ endingId: 1 })
      .limit(limit)
      .lean();
    return rows.map((row) => ({ job: toJob(row), endings: (row.endings ?? []).map(toEnding) }));
  }

  /** What ended since these were read is still to be told, with them. */
  async told(ended: readonly EndedJob[]): Promise<void> {
    await this.jobs.bulkWrite(
      ended.map(({ job, endings }) => ({
        updateOne: {
          filter: { _id: new Types.ObjectId(job.id), endingId: new Types.ObjectId(endings.at(-1)!.id) },
          update: { $unset: { endings: 1, endingId: 1 } },
        },
      })),
      { ordered: false },
    );
  }
}

/** What a write that ends a job sets and pushes besides. */
export function endingWrite(status: JobEnding['status'], finishedAt: Date, error?: JobFailure) {
  const id = new Types.ObjectId();
  return { set: { endingId: id }, push: { endings: { id, status, finishedAt, ...(error ? { error } : {}) } } };
}

function toEnding({ id, ...ending }: NonNullable<JobRow['endings']>[number]): JobEnding {
  return { ...ending, id: id.toHexString() };
}
