import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { trusted } from 'mongoose';
import { isDuplicateKey } from '../common/duplicate-key.js';
import type { SweepRecords, SweepReport } from '../storage/orphan-sweeper.js';
import { SWEEP_REPORT_MODEL, type SweepReportModel } from './sweep-report.schema.js';

@Injectable()
export class SweepReportRepository implements SweepRecords {
  constructor(@InjectModel(SWEEP_REPORT_MODEL) private readonly reports: SweepReportModel) {}

  /** One of all that ask while nobody has it. */
  async takeTurn(milliseconds: number): Promise<boolean> {
    const now = new Date();
    const nobodyHasIt = trusted({ $not: { $gt: now } });
    const turnUntil = new Date(now.getTime() + milliseconds);
    try {
      await this.reports.updateOne(
        { _id: 'orphans', turnUntil: nobodyHasIt },
        { $set: { turnUntil } },
        { upsert: true },
      );
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  async put({ error = null, ...report }: Omit<SweepReport, 'error'> & { error?: string | null }): Promise<void> {
    await this.reports.updateOne({ _id: 'orphans' }, { $set: { ...report, error } }, { upsert: true });
  }

  async last(): Promise<SweepReport | undefined> {
    const row = await this.reports.findById('orphans').lean();
    if (!row?.startedAt || !row.finishedAt) return undefined;
    const { startedAt, finishedAt, seen = 0, removed = 0, error } = row;
    return { startedAt, finishedAt, seen, removed, ...(error === null || error === undefined ? {} : { error }) };
  }
}
