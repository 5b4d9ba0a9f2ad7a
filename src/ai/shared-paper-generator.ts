import { bulkhead, BulkheadRejectedError, type BulkheadPolicy } from 'cockatiel';
import { GenerationError } from './generation-error.js';
import type { PaperGenerator, PaperImage, PaperRequest } from './paper-generator.port.js';

/** Requests that may wait for a place; they do so within their own time. */
const MAX_WAITING = 20;

type Limits = Parameters<PaperGenerator['generate']>[1];

interface Flight {
  readonly image: Promise<PaperImage>;
  readonly stop: AbortController;
  passengers: number;
}

/**
 * Shares a generator among many callers: so many at a time, and equal requests at the same moment asked once. What is shared
 * ends when its last caller does.
 */
export class SharedPaperGenerator implements PaperGenerator {
  private readonly places: BulkheadPolicy;
  private readonly flights = new Map<string, Flight>();

  constructor(
    private readonly generator: PaperGenerator,
    concurrency: number,
  ) {
    this.places = bulkhead(concurrency, MAX_WAITING);
  }

  get available(): boolean {
    return this.generator.available;
  }

  async generate(request: PaperRequest, limits: Limits): Promise<PaperImage> {
    const { signal } = limits;
    signal.throwIfAborted();
    const key = JSON.stringify([request, limits.maxBytes]);
    const flight = this.flights.get(key) ?? this.start(key, request, limits.maxBytes);
    flight.passengers += 1;
    try {
      return await untilAborted(flight.image, signal);
    } finally {
      flight.passengers -= 1;
      if (flight.passengers === 0) {
        this.flights.delete(key);
        flight.stop.abort(signal.reason);
      }
    }
  }

  check(signal: AbortSignal): Promise<void> {
    return this.generator.check(signal);
  }

  close(): void {
    this.generator.close();
  }

  private start(key: string, request: PaperRequest, maxBytes: number): Flight {
    const stop = new AbortController();
    const image = this.inTurn(request, { maxBytes, signal: stop.signal });
    image.catch(() => undefined);
    const flight = { image, stop, passengers: 0 };
    this.flights.set(key, flight);
    return flight;
  }

  private async inTurn(request: PaperRequest, limits: Limits): Promise<PaperImage> {
    try {
      return await this.places.execute(() => this.generator.generate(request, limits), limits.signal);
    } catch (error) {
      limits.signal.throwIfAborted();
      if (!(error instanceof BulkheadRejectedError)) throw error;
      throw new GenerationError('queue-full', `${MAX_WAITING} papers wait for AI already`, { cause: error });
    }
  }
}

async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let abort: (() => void) | undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    abort = () => reject(signal.reason as Error);
    signal.addEventListener('abort', abort, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', abort!);
  }
}
