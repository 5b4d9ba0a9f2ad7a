import type { JobEvent } from '../jobs/jobs.repository.js';

/** The windows a dashboard shows, with the parts they are cut into. */
export const WINDOWS = {
  '1h': { milliseconds: 3_600_000, parts: 12 },
  '24h': { milliseconds: 86_400_000, parts: 24 },
  '7d': { milliseconds: 604_800_000, parts: 28 },
} as const;

export type WindowName = keyof typeof WINDOWS;

/** Milliseconds from an attempt's start to the job's end. */
export interface Durations {
  readonly p50?: number;
  readonly p95?: number;
}

interface Bucket {
  readonly from: Date;
  readonly succeeded: number;
  readonly failed: number;
  readonly cancelled: number;
  /** Created in this time and still not finished. */
  readonly running: number;
  readonly queued: number;
  readonly durations: Durations;
}

/** The nearest-rank percentile; undefined of nothing. @param share 0…1 */
export function percentile(values: readonly number[], share: number): number | undefined {
  if (values.length === 0) return undefined;
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

/** Of mappings that succeeded since a time. */
export function durationsSince(events: readonly JobEvent[], from: Date): Durations {
  return durationsOf(events.filter(({ finishedAt }) => finishedAt !== null && finishedAt >= from));
}

/** Jobs by state over time: ended ones where they ended, the others where they were created. */
export function bucketsOf(events: readonly JobEvent[], window: WindowName, now: Date): Bucket[] {
  const { milliseconds, parts } = WINDOWS[window];
  const width = milliseconds / parts;
  const start = now.getTime() - milliseconds;
  const groups = Array.from({ length: parts }, (): JobEvent[] => []);
  for (const event of events) {
    const index = Math.floor(((event.finishedAt ?? event.createdAt).getTime() - start) / width);
    groups[index === parts ? parts - 1 : index]?.push(event);
  }
  return groups.map((group, index) => {
    const count = (status: JobEvent['status']) => group.filter((event) => event.status === status).length;
    return {
      from: new Date(start + index * width),
      succeeded: count('succeeded'),
      failed: count('failed'),
      cancelled: count('cancelled'),
      running: count('running'),
      queued: count('queued'),
      durations: durationsOf(group),
    };
  });
}

function durationsOf(events: readonly JobEvent[]): Durations {
  const milliseconds = events.flatMap(({ kind, status, startedAt, finishedAt }) =>
    kind === 'mapping' && status === 'succeeded' && startedAt && finishedAt
      ? [finishedAt.getTime() - startedAt.getTime()]
      : [],
  );
  const [p50, p95] = [percentile(milliseconds, 0.5), percentile(milliseconds, 0.95)];
  return { ...(p50 === undefined ? {} : { p50 }), ...(p95 === undefined ? {} : { p95 }) };
}
