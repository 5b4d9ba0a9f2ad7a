import type { JobEvent } from '../jobs/jobs.repository.js';
import { bucketsOf, durationsSince, percentile } from './job-history.js';

const NOW = new Date('2026-01-31T12:00:00Z');
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);
const done = (endedAgo: number, minutes: number, status: JobEvent['status'] = 'succeeded'): JobEvent => ({
  kind: 'mapping',
  status,
  createdAt: ago(endedAgo + minutes + 1),
  startedAt: ago(endedAgo + minutes),
  finishedAt: ago(endedAgo),
});
const waiting = (createdAgo: number): JobEvent => ({
  kind: 'mapping',
  status: 'queued',
  createdAt: ago(createdAgo),
  startedAt: null,
  finishedAt: null,
});

describe('job history', () => {
  it('takes the nearest rank for a percentile', () => {
    const values = Array.from({ length: 100 }, (_, i) => 100 - i);
    expect([percentile(values, 0.5), percentile(values, 0.95), percentile(values, 1)]).toEqual([50, 95, 100]);
    expect([percentile([7], 0.95), percentile([], 0.5)]).toEqual([7, undefined]);
  });

  it('counts ended jobs where they ended, others where they were created', () => {
    const buckets = bucketsOf([done(0, 1), done(7, 2), done(8, 2, 'failed'), waiting(7), done(70, 1)], '1h', NOW);
    expect(buckets).toHaveLength(12);
    expect(buckets[0]!.from).toEqual(ago(60));
    expect(buckets[11]).toMatchObject({ succeeded: 1, failed: 0, queued: 0 });
    expect(buckets[10]).toMatchObject({ succeeded: 1, failed: 1, queued: 1, durations: { p50: 120_000 } });
    const sum = buckets.reduce((total, { succeeded, failed, queued }) => total + succeeded + failed + queued, 0);
    expect(sum).toBe(4);
  });

  it('times mappings alone, and those alone that succeeded', () => {
    const paper: JobEvent = { ...done(1, 50), kind: 'paper' };
    expect(durationsSince([done(1, 1), done(2, 3), done(3, 9, 'failed'), paper], ago(5))).toEqual({
      p50: 60_000,
      p95: 180_000,
    });
    expect(durationsSince([done(30, 1)], ago(5))).toEqual({});
  });
});
