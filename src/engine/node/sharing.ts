import { halveRows } from '../core/render/pyramid.js';
import { createRows } from '../core/render/rows.js';
import { seatAt } from './kernel.js';
import { awaitBands, createBandCounters, takeBands, type RowsWork } from './parallel.js';
import type { SharedRows, SharedWork, TaskContext, TaskMessage } from './protocol.js';

/**
 * Does work over rows with whichever threads are free, and returns when all of it is done.
 *
 * @param onBand told the share that is done
 * @throws StoppedError
 */
export function shareRows(work: SharedWork, { port, flag }: TaskContext, onBand?: (share: number) => void): void {
  const rows: SharedRows = { work, counters: createBandCounters(), flag };
  port.postMessage({ kind: 'share', rows } satisfies TaskMessage);
  takeShare(rows, onBand);
  awaitBands(rowsOf(work), rows.counters, flag);
}

/** Takes a share of rows that another thread leads. */
export function takeShare({ work, counters, flag }: SharedRows, onBand?: (share: number) => void): void {
  takeBands(rowsOf(work), counters, flag, (seat) => workOf(work, seat), onBand);
}

function rowsOf(work: SharedWork): number {
  return work.kind === 'reduce' ? work.level.height : work.plan.print.frame.height;
}

function workOf(work: SharedWork, seat: number): RowsWork {
  if (work.kind === 'render') return createRows(work.plan, seatAt(work.seats, seat));
  return (from, to) => halveRows(work.above, work.level, from, to);
}
