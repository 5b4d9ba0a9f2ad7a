import type { LeaseState } from './attempts.repository.js';
import type { JobProgress } from './job.js';

/** Progress within a step is written no oftener. */
const PROGRESS_MILLISECONDS = 250;
/** A cancelled job stops within this time on any worker, and at once on the one that took the request. */
const LONGEST_SILENCE_MILLISECONDS = 2000;

export interface LeaseOptions {
  readonly milliseconds: number;
  /** Writes a renewal, progress included. */
  readonly renew: (progress: JobProgress | undefined) => Promise<LeaseState>;
  /** Called once, when the attempt may not go on. */
  readonly onEnd: (state: Exclude<LeaseState, 'held'>) => void;
}

/**
 * Keeps an attempt's lease while it runs, and carries its progress along. A lease that could not be renewed for its whole
 * length counts as lost, whatever the reason: another worker may have the job by then.
 */
export class AttemptLease {
  private readonly beatMilliseconds: number;
  private progress: JobProgress | undefined;
  private writtenStep: string | undefined;
  private writtenAt = performance.now();
  private writing = false;
  private timer: NodeJS.Timeout | undefined;
  private expiry: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(private readonly options: LeaseOptions) {
    this.beatMilliseconds = Math.min(options.milliseconds / 4, LONGEST_SILENCE_MILLISECONDS);
    this.schedule();
    this.expireAfter(options.milliseconds);
  }

  report(progress: JobProgress): void {
    this.progress = progress;
    this.schedule();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    clearTimeout(this.expiry);
  }

  private schedule(): void {
    if (this.stopped || this.writing) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.write(), Math.max(0, this.writtenAt + this.pause() - performance.now()));
  }

  private pause(): number {
    if (!this.progress) return this.beatMilliseconds;
    return this.progress.step === this.writtenStep ? Math.min(PROGRESS_MILLISECONDS, this.beatMilliseconds) : 0;
  }

  private async write(): Promise<void> {
    const { progress } = this;
    this.progress = undefined;
    this.writing = true;
    this.writtenAt = performance.now();
    this.writtenStep = progress?.step ?? this.writtenStep;
    // What fails is tried again by the next beat; the expiry ends it when none gets through.
    const state = await this.options.renew(progress).catch(() => 'unknown' as const);
    this.writing = false;
    if (this.stopped) return;
    if (state === 'lost' || state === 'cancelled') return this.end(state);
    if (state === 'held') this.expireAfter(this.writtenAt + this.options.milliseconds - performance.now());
    this.schedule();
  }

  private expireAfter(milliseconds: number): void {
    clearTimeout(this.expiry);
    this.expiry = setTimeout(() => this.end('lost'), milliseconds);
  }

  private end(state: Exclude<LeaseState, 'held'>): void {
    this.stop();
    this.options.onEnd(state);
  }
}
