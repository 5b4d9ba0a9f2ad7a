import { type Model, Schema } from 'mongoose';

export const QUEUE_STATE_MODEL = 'QueueState';
export const WORKER_MODEL = 'JobWorker';

/** The one row of the collection `queue_state`: facts that hold for every worker. */
export interface QueueStateRow {
  _id: 'jobs';
  paused: boolean;
}

/** A row of the collection `job_workers`: a process that runs jobs. */
export interface WorkerRow {
  /** Host, process id and a random part: another start is another worker. */
  _id: string;
  concurrency: number;
  running: number;
  startedAt: Date;
  heartbeatAt: Date;
}

export type QueueStateModel = Model<QueueStateRow>;
export type WorkerModel = Model<WorkerRow>;

export const queueStateSchema = new Schema<QueueStateRow>(
  { _id: { type: String, required: true }, paused: { type: Boolean, required: true } },
  { collection: 'queue_state', versionKey: false },
);

export const workerSchema = new Schema<WorkerRow>(
  {
    _id: { type: String, required: true },
    concurrency: { type: Number, required: true },
    running: { type: Number, required: true },
    startedAt: { type: Date, required: true },
    heartbeatAt: { type: Date, required: true },
  },
  { collection: 'job_workers', versionKey: false },
);
