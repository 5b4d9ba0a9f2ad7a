import { type Model, Schema } from 'mongoose';

export const SWEEP_REPORT_MODEL = 'SweepReport';

/** The one row of the collection `sweep_reports`: what the last sweep of orphaned files came to, whichever process made it. */
export interface SweepReportRow {
  _id: 'orphans';
  startedAt: Date;
  finishedAt: Date;
  seen: number;
  removed: number;
  error: string | null;
}

export type SweepReportModel = Model<SweepReportRow>;

export const sweepReportSchema = new Schema<SweepReportRow>(
  {
    _id: { type: String, required: true },
    startedAt: { type: Date, required: true },
    finishedAt: { type: Date, required: true },
    seen: { type: Number, required: true },
    removed: { type: Number, required: true },
    error: { type: String, default: null },
  },
  { collection: 'sweep_reports', strict: 'throw', strictQuery: 'throw', versionKey: false },
);
