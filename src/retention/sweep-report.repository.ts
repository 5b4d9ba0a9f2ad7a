import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { SweepReport } from '../storage/orphan-sweeper.js';
import { SWEEP_REPORT_MODEL, type SweepReportModel } from './sweep-report.schema.js';

@Injectable()
export class SweepReportRepository {
  constructor(@InjectModel(SWEEP_REPORT_MODEL) private readonly reports: SweepReportModel) {}

  async put({ error = null, ...report }: Omit<SweepReport, 'error'> & { error?: string | null }): Promise<void> {
    await this.reports.updateOne({ _id: 'orphans' }, { $set: { ...report, error } }, { upsert: true });
  }

  async last(): Promise<SweepReport | undefined> {
    const row = await this.reports.findById('orphans').lean();
    if (!row) return undefined;
    const { _id, error, ...report } = row;
    return { ...report, ...(error === null ? {} : { error }) };
  }
}
