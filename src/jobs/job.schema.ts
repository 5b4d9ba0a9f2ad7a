import { type Model, Schema, type Types } from 'mongoose';
import {
  JOB_STATUSES,
  type Job,
  type JobAttempt,
  type JobEnding,
  type JobFailure,
  type JobOrigin,
  type JobProgress,
  type JobStatus,
} from './job.js';

export const JOB_MODEL = 'Job';

/** A row of the collection `jobs`. */
export interface JobRow {
  _id: Types.ObjectId;
  kind: string;
  payload: Record<string, unknown>;
  ownerId: Types.ObjectId | null;
  priority: number;
  origin?: JobOrigin;
  status: JobStatus;
  progress: JobProgress | null;
  attempts: JobAttempt[];
  attemptsUsed: number;
  attemptsLost: number;
  /** Records of earlier versions have none. */
  attemptsGivenBack?: number;
  maxAttempts: number;
  /** Of the last attempt begun; kept after its end. */
  attemptId: string | null;
  worker: string | null;
  /** Null unless running. */
  leaseUntil: Date | null;
  runAfter: Date;
  cancelRequested: boolean;
  timings: Record<string, number>;
  error: JobFailure | null;
  /** The error's search key. */
  errorText: string;
  result: unknown;
  createdAt: Date;
  queuedAt: Date;
  /** Of the last attempt. */
  startedAt: Date | null;
  finishedAt: Date | null;
  /** Those that whoever asked for the job has yet to be told of; absent where there are none. */
  endings?: (Omit<JobEnding, 'id'> & { id: Types.ObjectId })[];
  /** Of the last of these. */
  endingId?: Types.ObjectId;
}

export type JobModel = Model<JobRow>;

/** In which order queued jobs are claimed. */
export const LINE_ORDER = { priority: -1, queuedAt: 1, _id: 1 } as const;

const optional = { type: Schema.Types.Mixed, default: null };

export const jobSchema = new Schema<JobRow>(
  {
    kind: { type: String, required: true },
    payload: { type: Schema.Types.Mixed, required: true },
    ownerId: { type: Schema.Types.ObjectId, default: null },
    priority: { type: Number, required: true },
    origin: { type: Schema.Types.Mixed },
    status: { type: String, enum: JOB_STATUSES, required: true },
    progress: optional,
    attempts: { type: Schema.Types.Mixed, default: () => [] },
    attemptsUsed: { type: Number, default: 0 },
    attemptsLost: { type: Number, default: 0 },
    attemptsGivenBack: { type: Number, default: 0 },
    maxAttempts: { type: Number, required: true },
    attemptId: { type: String, default: null },
    worker: { type: String, default: null },
    leaseUntil: { type: Date, default: null },
    runAfter: { type: Date, required: true },
    cancelRequested: { type: Boolean, default: false },
    timings: { type: Schema.Types.Mixed, default: () => ({}) },
    error: optional,
    errorText: { type: String, default: '' },
    result: optional,
    createdAt: { type: Date, required: true },
    queuedAt: { type: Date, required: true },
    startedAt: { type: Date, default: null },
    finishedAt: { type: Date, default: null },
    endings: { type: Schema.Types.Mixed },
    endingId: { type: Schema.Types.ObjectId },
  },
  { collection: 'jobs', minimize: false, versionKey: false },
);

jobSchema.index({ status: 1, priority: -1, queuedAt: 1, _id: 1 }, { name: 'line' });
jobSchema.index({ status: 1, leaseUntil: 1 }, { name: 'lease' });
jobSchema.index({ status: 1, createdAt: -1, _id: -1 }, { name: 'status_created' });
jobSchema.index({ ownerId: 1, createdAt: -1, _id: -1 }, { name: 'owner_created' });
jobSchema.index({ ownerId: 1, status: 1, createdAt: -1, _id: -1 }, { name: 'owner_status' });
jobSchema.index({ createdAt: -1, _id: -1 }, { name: 'created' });
jobSchema.index({ finishedAt: -1 }, { name: 'finished' });
jobSchema.index({ endingId: 1 }, { name: 'ending', sparse: true });

export function toJob(row: JobRow): Job {
  const { attemptId, worker, startedAt, leaseUntil } = row;
  const running = row.status === 'running' && attemptId && worker && startedAt && leaseUntil;
  return {
    id: row._id.toHexString(),
    kind: row.kind as Job['kind'],
    payload: row.payload as Job['payload'],
    ownerId: row.ownerId?.toHexString() ?? null,
    priority: row.priority,
    origin: row.origin ?? {},
    status: row.status,
    attempts: row.attempts,
    attemptsUsed: row.attemptsUsed,
    attemptsLost: row.attemptsLost,
    attemptsGivenBack: row.attemptsGivenBack ?? 0,
    maxAttempts: row.maxAttempts,
    cancelRequested: row.cancelRequested,
    timings: row.timings,
    createdAt: row.createdAt,
    queuedAt: row.queuedAt,
    ...(running ? { claim: { attemptId, worker, startedAt, leaseUntil } } : {}),
    ...(row.progress ? { progress: row.progress } : {}),
    ...(row.error ? { error: row.error } : {}),
    ...(row.result === null ? {} : { result: row.result as NonNullable<Job['result']> }),
    ...(startedAt ? { startedAt } : {}),
    ...(row.finishedAt ? { finishedAt: row.finishedAt } : {}),
  };
}
