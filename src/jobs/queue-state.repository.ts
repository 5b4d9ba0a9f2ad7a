import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { trusted } from 'mongoose';
import { JobClock } from './job-clock.js';
import {
  QUEUE_STATE_MODEL,
  type QueueStateModel,
  WORKER_MODEL,
  type WorkerModel,
  type WorkerRow,
} from './queue-state.schema.js';

export const HEARTBEAT_MILLISECONDS = 5000;
/** Silent for longer than this, a worker counts as gone. */
const SILENT_MILLISECONDS = 3 * HEARTBEAT_MILLISECONDS;
/** A worker that is gone stays visible for this long. */
const FORGOTTEN_MILLISECONDS = 3_600_000;

export interface Worker {
  readonly id: string;
  readonly concurrency: number;
  /** Jobs in hand at the last heartbeat. */
  readonly running: number;
  readonly startedAt: Date;
  readonly heartbeatAt: Date;
  readonly alive: boolean;
}

/** What holds for all workers together, whichever process asks. */
@Injectable()
export class QueueStateRepository {
  constructor(
    @InjectModel(QUEUE_STATE_MODEL) private readonly states: QueueStateModel,
    @InjectModel(WORKER_MODEL) private readonly workers: WorkerModel,
    private readonly clock: JobClock,
  ) {}

  async isPaused(): Promise<boolean> {
    return (await this.states.findById('jobs').lean())?.paused ?? false;
  }

  async setPaused(paused: boolean): Promise<void> {
    await this.states.updateOne({ _id: 'jobs' }, { $set: { paused } }, { upsert: true });
  }

  async heartbeat(worker: Pick<WorkerRow, '_id' | 'concurrency' | 'running' | 'startedAt'>): Promise<void> {
    const { _id, ...facts } = worker;
    await this.workers.updateOne({ _id }, { $set: { ...facts, heartbeatAt: this.clock.now() } }, { upsert: true });
  }

  async dismiss(workerId: string): Promise<void> {
    await this.workers.deleteOne({ _id: workerId });
  }

  /** Those heard of within the last hour, the latest start first. */
  async knownWorkers(): Promise<Worker[]> {
    const rows = await this.workers.find().sort({ startedAt: -1, _id: 1 }).lean();
    const now = this.clock.now().getTime();
    return rows.map(({ _id, ...facts }) => ({
      ...facts,
      id: _id,
      alive: now - facts.heartbeatAt.getTime() < SILENT_MILLISECONDS,
    }));
  }

  async forgetLongGone(): Promise<void> {
    await this.workers.deleteMany({ heartbeatAt: trusted({ $lt: this.clock.after(-FORGOTTEN_MILLISECONDS) }) });
  }
}
