import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { JobSignals } from './job-signals.js';
import { hasEnded, type Job } from './job.js';
import { JobsService } from './jobs.service.js';

/** What another process does to a job is seen this late. */
const LOOK_MILLISECONDS = 300;

export interface WatchedJob {
  readonly job: Job;
  /** From 1, while the job is queued and not far back. */
  readonly queuePosition?: number;
}

type Look = ReadonlyMap<string, WatchedJob>;

/** Follows jobs wherever they run: one look into the database at a time serves all who watch. */
@Injectable()
export class JobWatch implements OnModuleDestroy {
  private readonly stopping = new AbortController();
  private waiting: { readonly ids: Set<string>; readonly look: Promise<Look> } | undefined;

  constructor(
    private readonly jobs: JobsService,
    private readonly signals: JobSignals,
  ) {}

  /** Whoever watches sees no more, so that requests can end. */
  onModuleDestroy(): void {
    this.stopping.abort();
  }

  /**
   * The job as it is, then each time its status, progress, attempts or place in the queue have changed, to its end. Ends early
   * when the job is removed, the signal aborts or the service stops.
   */
  async *follow(id: string, signal: AbortSignal): AsyncGenerator<WatchedJob> {
    const over = AbortSignal.any([signal, this.stopping.signal]);
    let seen: string | undefined;
    while (!over.aborted) {
      const watched = await this.next(id, seen === undefined ? 0 : LOOK_MILLISECONDS, over);
      if (!watched || over.aborted) return;
      const state = stateOf(watched);
      if (state !== seen) yield watched;
      seen = state;
      if (hasEnded(watched.job)) return;
    }
  }

  private async next(id: string, milliseconds: number, signal: AbortSignal): Promise<WatchedJob | undefined> {
    if (milliseconds > 0) await this.signals.nextChange(id, milliseconds, signal);
    if (signal.aborted) return undefined;
    this.waiting ??= this.lookSoon();
    this.waiting.ids.add(id);
    return (await this.waiting.look).get(id);
  }

  /** At the end of this turn, for all that ask within it. */
  private lookSoon() {
    const ids = new Set<string>();
    const look = sleep(0).then(async () => {
      this.waiting = undefined;
      const jobs = await this.jobs.findMany([...ids]);
      const positions = await this.jobs.queuePositions(jobs.values());
      return new Map(
        [...jobs].map(([id, job]) => {
          const queuePosition = job.status === 'queued' ? positions.get(id) : undefined;
          return [id, { job, ...(queuePosition === undefined ? {} : { queuePosition }) }];
        }),
      );
    });
    return { ids, look };
  }
}

/** Equal exactly where there is nothing new to say. */
export function stateOf({ job, queuePosition }: WatchedJob): string {
  const { queuedAt, attemptsUsed, status, progress } = job;
  const share = progress ? `${progress.step}-${Math.round(progress.fraction * 1000)}` : '';
  return [queuedAt.getTime().toString(36), attemptsUsed, status, queuePosition ?? '', share].join('.');
}
