import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@nestjs/common';
import { SpanKind } from '@opentelemetry/api';
import { AttemptLease } from './attempt-lease.js';
import { AttemptDeferred, AttemptStopped, type StopReason } from './attempt-stopped.js';
import type { AttemptsRepository, Recorded } from './attempts.repository.js';
import { inLogContext } from '../common/log-context.js';
import { traced } from '../common/tracing.js';
import { backoffMilliseconds, outagePause } from './backoff.js';
import { attemptEnded } from './job.metrics.js';
import type { JobClock } from './job-clock.js';
import { isOutage, mayPass, toJobFailure } from './job-failure.js';
import type { JobContext, JobHandler } from './job-handlers.js';
import { type ClaimedJob, isExhausted } from './job.js';
import { StepTimer } from './step-timer.js';

/** How long a handler may take to heed its signal before its slot is given to another job. */
const HEED_MILLISECONDS = 1000;
const WRITE_AGAIN_MILLISECONDS = 500;
/** A dependency that is away costs no attempts, but a job waits for it no longer than this. */
const LONGEST_OUTAGE_MILLISECONDS = 3_600_000;

export interface AttemptTools {
  readonly attempts: AttemptsRepository;
  readonly clock: JobClock;
  readonly logger: Logger;
  readonly leaseMilliseconds: number;
  readonly deadlineMilliseconds: number;
}

/**
 * What an attempt came to: `succeeded` with its own result in the record, `requeued` for after a pause, `ended` otherwise,
 * `lost` to another attempt, `unknown` where the database took the outcome or did not, and could not be asked.
 */
export type AttemptOutcome =
  | { readonly status: 'succeeded' | 'ended' | 'lost' | 'unknown' }
  | { readonly status: 'requeued'; readonly delayMilliseconds: number };

type Handled = { readonly result: unknown } | { readonly thrown: unknown };

/** One attempt at a job: keeps the lease, heeds cancelling and the deadline, writes the outcome under the fence. */
export class RunningAttempt {
  private readonly controller = new AbortController();
  private readonly steps = new StepTimer();
  private readonly takeBacks: (() => Promise<void>)[] = [];
  private readonly lease: AttemptLease;
  private leaseLost = false;

  constructor(
    readonly job: ClaimedJob,
    private readonly handler: JobHandler,
    private readonly tools: AttemptTools,
  ) {
    const { attempts, leaseMilliseconds } = tools;
    this.lease = new AttemptLease({
      milliseconds: leaseMilliseconds,
      renew: (progress) => attempts.renew(job, leaseMilliseconds, progress),
      onEnd: (state) => {
        this.leaseLost ||= state === 'lost';
        this.stop(state);
      },
    });
  }

  /** Ends the attempt early; the first reason counts. */
  stop(reason: StopReason): void {
    this.controller.abort(new AttemptStopped(reason));
  }

  /** Whatever is logged meanwhile names the job and the request it came from, whose trace goes on here. */
  run(): Promise<AttemptOutcome> {
    const { id: jobId, kind, origin } = this.job;
    const attributes = { 'job.id': jobId, 'job.attempt': this.job.attemptsUsed };
    return inLogContext({ jobId, ...(origin.requestId ? { requestId: origin.requestId } : {}) }, () =>
      traced(`job ${kind}`, { kind: SpanKind.CONSUMER, parent: origin.traceparent, attributes }, async (span) => {
        const started = performance.now();
        const outcome = await this.attempt();
        attemptEnded(this.job, outcome.status, performance.now() - started, this.steps.timings());
        span.setAttribute('job.outcome', outcome.status);
        return outcome;
      }),
    );
  }

  private async attempt(): Promise<AttemptOutcome> {
    const deadline = setTimeout(() => this.stop('deadline'), this.tools.deadlineMilliseconds);
    const handling = this.handle();
    const handled = await Promise.race([handling, this.stopped()]);
    clearTimeout(deadline);
    // Before the record says that it is over: a crash in between leaves an attempt that the reconciler ends.
    if ('thrown' in handled) await this.takeBack(handling);
    const outcome = await this.record(handled);
    this.lease.stop();
    if ('result' in handled && (outcome.status === 'ended' || outcome.status === 'lost')) await this.takeBack(handling);
    return outcome;
  }

  private async handle(): Promise<Handled> {
    try {
      return { result: await this.handler(this.job.payload, this.context()) };
    } catch (thrown) {
      return { thrown };
    }
  }

  private stopped(): Promise<Handled> {
    const { signal } = this.controller;
    return new Promise((resolve) => {
      signal.addEventListener('abort', () => resolve({ thrown: signal.reason }), { once: true });
    });
  }

  private context(): JobContext {
    const { id, claim, attemptsUsed, queuedAt } = this.job;
    return {
      jobId: id,
      attemptId: claim.attemptId,
      attempt: attemptsUsed,
      queuedAt,
      signal: this.controller.signal,
      progress: (step, fraction) => {
        this.steps.enter(step);
        this.lease.report({ step, fraction });
      },
      measured: (timings) => this.steps.replace(timings),
      onDiscard: (takeBack) => this.takeBacks.push(takeBack),
      defer: (milliseconds, step) => {
        throw new AttemptDeferred(milliseconds, step);
      },
    };
  }

  /** Tries until the database has taken the outcome or the lease is gone; then the reconciler decides. */
  private async record(handled: Handled): Promise<AttemptOutcome> {
    const timings = this.steps.timings();
    let status: 'lost' | 'unknown' = 'lost';
    while (!this.leaseLost) {
      try {
        return await this.write(handled, timings);
      } catch (error) {
        status = 'unknown';
        this.tools.logger.warn({ err: error, jobId: this.job.id }, 'cannot write the outcome of a job; tries again');
        await sleep(WRITE_AGAIN_MILLISECONDS);
      }
    }
    return { status };
  }

  private async write(handled: Handled, timings: Readonly<Record<string, number>>): Promise<AttemptOutcome> {
    const { attempts, clock } = this.tools;
    const { job } = this;
    if ('result' in handled) {
      const { result } = handled;
      const recorded = await attempts.end(job, { status: 'succeeded', result }, timings);
      return { status: recorded === 'recorded' ? 'succeeded' : ended(recorded) };
    }
    const { thrown } = handled;
    if (thrown instanceof AttemptDeferred) {
      const { milliseconds, step } = thrown;
      const progress = { step, fraction: 0 };
      return requeued(await attempts.giveBack(job, clock.after(milliseconds), progress), milliseconds);
    }
    if (thrown instanceof AttemptStopped && thrown.reason === 'stopping') {
      return requeued(await attempts.giveBack(job, clock.now()), 0);
    }
    if (isOutage(thrown) && clock.now().getTime() - job.queuedAt.getTime() < LONGEST_OUTAGE_MILLISECONDS) {
      const pause = outagePause();
      this.tools.logger.warn({ err: thrown, jobId: job.id }, 'a job waits for a dependency');
      return requeued(await attempts.giveBack(job, clock.after(pause), { step: 'wait', fraction: 0 }), pause);
    }
    const error = toJobFailure(thrown);
    if (error.cause) this.tools.logger.warn({ err: thrown, jobId: job.id, kind: job.kind }, 'an attempt failed');
    if (!mayPass(thrown) || isExhausted(job)) {
      return { status: ended(await attempts.end(job, { status: 'failed', error }, timings)) };
    }
    const pause = backoffMilliseconds(job.attemptsUsed);
    const runAfter = clock.after(pause);
    return requeued(await attempts.end(job, { status: 'queued', error, runAfter }, timings), pause);
  }

  /** Once the handler has come to its end, which is not waited for without bound. */
  private async takeBack(handling: Promise<Handled>): Promise<void> {
    const takenBack = handling.then(() => this.discard());
    await Promise.race([takenBack, sleep(HEED_MILLISECONDS, undefined, { ref: false })]);
  }

  private async discard(): Promise<void> {
    for (const takeBack of this.takeBacks.toReversed()) {
      try {
        await takeBack();
      } catch (error) {
        this.tools.logger.warn({ err: error, jobId: this.job.id }, 'cannot take back what an attempt left');
      }
    }
  }
}

function ended(recorded: Recorded): 'ended' | 'lost' {
  return recorded === 'lost' ? 'lost' : 'ended';
}

function requeued(recorded: Recorded, delayMilliseconds: number): AttemptOutcome {
  return recorded === 'recorded' ? { status: 'requeued', delayMilliseconds } : { status: ended(recorded) };
}
