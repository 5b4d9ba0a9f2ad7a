import { Injectable } from '@nestjs/common';
import {
  BrokenCircuitError,
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  ExponentialBackoff,
  handleWhen,
} from 'cockatiel';
import { GenerationError, type GenerationFailure } from './generation-error.js';

/** Failures of the generator itself, rather than of one request. */
const OUTAGES: ReadonlySet<GenerationFailure> = new Set(['timed-out', 'unreachable', 'failed', 'refused', 'paused']);
const OUTAGES_IN_A_ROW = 5;
const FIRST_REST_MILLISECONDS = 15_000;
const LONGEST_REST_MILLISECONDS = 5 * 60_000;
/** Asking again would not fill a quota sooner. */
const QUOTA_REST_MILLISECONDS = 5 * 60_000;

const failsBy = (matches: (reason: GenerationFailure) => boolean) =>
  handleWhen((error) => error instanceof GenerationError && matches(error.reason));

/** Lets AI rest after repeated failures and asks it once in between; a used-up quota rests at once. */
@Injectable()
export class AiCircuit {
  private readonly quota = circuitBreaker(
    failsBy((reason) => reason === 'quota-exceeded'),
    { halfOpenAfter: QUOTA_REST_MILLISECONDS, breaker: new ConsecutiveBreaker(1) },
  );
  private readonly outage = circuitBreaker(
    failsBy((reason) => OUTAGES.has(reason)),
    {
      halfOpenAfter: new ExponentialBackoff({
        initialDelay: FIRST_REST_MILLISECONDS,
        maxDelay: LONGEST_REST_MILLISECONDS,
      }),
      breaker: new ConsecutiveBreaker(OUTAGES_IN_A_ROW),
    },
  );

  /** @throws GenerationError `circuit-open` or `quota-exceeded` at once while AI rests */
  async run<T>(work: () => Promise<T>): Promise<T> {
    // The library would let further requests wait for the one that tries: that one may take the whole budget.
    if (this.outage.state === CircuitState.HalfOpen || this.quota.state === CircuitState.HalfOpen) {
      throw new GenerationError('circuit-open', 'AI is being tried again');
    }
    return unlessResting('quota-exceeded', 'the quota was used up', () =>
      this.quota.execute(() => unlessResting('circuit-open', 'it failed repeatedly', () => this.outage.execute(work))),
    );
  }

  /** Why AI is not asked now; undefined where it is. */
  get resting(): string | undefined {
    if (this.quota.state === CircuitState.Open) return 'AI rests: its quota was used up.';
    return this.outage.state === CircuitState.Open ? 'AI rests: it failed repeatedly.' : undefined;
  }
}

async function unlessResting<T>(reason: GenerationFailure, why: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof BrokenCircuitError)
      throw new GenerationError(reason, `AI rests, because ${why}`, { cause: error });
    throw error;
  }
}
