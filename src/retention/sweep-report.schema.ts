import { type Model, Schema } from 'mongoose';

export const SWEEP_REPORT_MODEL = 'SweepReport';

/**
 * The one row of the collection `sweep_reports`: until when it is somebody's turn to sweep orphaned files, and what the last sweep
 * came to, whichever process made it; until the first has ended, nothing.
 */
export interface SweepReportRow {
  _id: 'orphans';
  turnUntil?: Date;
  startedAt?: Date;
  finishedAt?: Date;
  seen?: number;
  removed?: number;
  error?: string | null;
}

export type SweepReportModel = Model<SweepReportRow>;

export const sweepReportSchema = new Schema<SweepReportRow>(
  {
    _id: { type: String, required: true },
    turnUntil: { type: Date },
    startedAt: { type: Date },
    finishedAt: { type: Date },
    seen: { type: Number },
    removed: { type: Number },
    error: { type: String },
  },
  { collection: 'sweep_reports', strict: 'throw', strictQuery: 'throw', versionKey: false },
);
