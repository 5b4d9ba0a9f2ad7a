import { SweepReportRepository } from '../../../src/retention/sweep-report.repository.js';
import {
  SWEEP_REPORT_MODEL,
  type SweepReportRow,
  sweepReportSchema,
} from '../../../src/retention/sweep-report.schema.js';
import { describeOnEveryServer } from './server.js';

const HOUR = 3_600_000;

describeOnEveryServer('turns at sweeping', (server) => {
  let reports: SweepReportRepository;

  beforeAll(() => {
    reports = new SweepReportRepository(
      server().connection.model<SweepReportRow>(SWEEP_REPORT_MODEL, sweepReportSchema),
    );
  });
  beforeEach(() => server().connection.collection('sweep_reports').deleteMany({}));

  const turns = async (milliseconds: number) =>
    (await Promise.all(Array.from({ length: 10 }, () => reports.takeTurn(milliseconds)))).filter(Boolean).length;

  it('are had by one of ten that ask at the same time, and by the next when its time is over', async () => {
    expect(await turns(HOUR)).toBe(1);
    expect(await turns(HOUR)).toBe(0);
    await server()
      .connection.collection('sweep_reports')
      .updateOne({}, { $set: { turnUntil: new Date() } });
    expect(await turns(HOUR)).toBe(1);
  });

  it('are had over a report of a version that knew none, and are no report', async () => {
    expect(await turns(HOUR)).toBe(1);
    expect(await reports.last()).toBeUndefined();
    await server()
      .connection.collection('sweep_reports')
      .updateOne({}, { $unset: { turnUntil: 1 } });
    const report = { startedAt: new Date(0), finishedAt: new Date(1), seen: 3, removed: 1 };
    await reports.put(report);
    expect(await turns(HOUR)).toBe(1);
    expect(await reports.last()).toEqual(report);
  });
});
