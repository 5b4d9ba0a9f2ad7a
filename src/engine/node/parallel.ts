/** Rows that a thread takes at a time. */
const BAND = 32;
/** How long a thread sleeps at most before it looks for a stop. */
const POLL_MILLISECONDS = 20;

/** One flag in shared memory: raised, every thread at this piece of work stops at the end of its band. */
export type StopFlag = Int32Array;

/** Three counters in shared memory, of bands taken, of bands done and of threads at work, for one run over rows. */
export type BandCounters = Int32Array;

const TAKEN = 0;
const DONE = 1;
const THREADS = 2;

const sharedIntegers = (length: number) => new Int32Array(new SharedArrayBuffer(length * Int32Array.BYTES_PER_ELEMENT));

export const createStopFlag = (): StopFlag => sharedIntegers(1);
export const createBandCounters = (): BandCounters => sharedIntegers(3);

export function raise(flag: StopFlag): void {
  Atomics.store(flag, 0, 1);
}

const isRaised = (flag: StopFlag): boolean => Atomics.load(flag, 0) === 1;

/** Thrown where the work was stopped from outside. */
export class StoppedError extends Error {
  override readonly name = 'StoppedError';
}

/** @throws StoppedError */
export function throwIfRaised(flag: StopFlag): void {
  if (isRaised(flag)) throw new StoppedError('the work was stopped');
}

/** Does rows `from`…`to`. */
export type RowsWork = (from: number, to: number) => void;

/**
 * Takes bands of rows until none is left, or the flag is raised.
 *
 * @param prepare called only when there is a band to do; given how many threads prepared before this one
 * @param onBand told the share of bands done by all threads, after each of this thread's
 */
export function takeBands(
  rows: number,
  counters: BandCounters,
  flag: StopFlag,
  prepare: (seat: number) => RowsWork,
  onBand?: (share: number) => void,
): void {
  const bands = Math.ceil(rows / BAND);
  let work: RowsWork | undefined;
  while (!isRaised(flag)) {
    const band = Atomics.add(counters, TAKEN, 1);
    if (band >= bands) return;
    work ??= prepare(Atomics.add(counters, THREADS, 1));
    work(band * BAND, Math.min(rows, (band + 1) * BAND));
    const done = Atomics.add(counters, DONE, 1) + 1;
    Atomics.notify(counters, DONE);
    onBand?.(done / bands);
  }
}

/** Sleeps until every band is done, whichever thread took it. @throws StoppedError */
export function awaitBands(rows: number, counters: BandCounters, flag: StopFlag): void {
  const bands = Math.ceil(rows / BAND);
  for (;;) {
    throwIfRaised(flag);
    const done = Atomics.load(counters, DONE);
    if (done >= bands) return;
    Atomics.wait(counters, DONE, done, POLL_MILLISECONDS);
  }
}
