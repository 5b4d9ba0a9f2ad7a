import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Collection } from '../collection/collection.js';
import type { StoredRecord } from '../collection/collection-index.js';
import { CommandError } from '../command-error.js';
import { isSorted, Sorter } from '../query/sort.js';
import { type Access, entriesOf, type Plan } from './plan.js';

/** Longest stretch of reading before other work gets its turn. */
const SLICE_MILLISECONDS = 8;

/** How many records are read between two looks at the clock. */
const RECORDS_BETWEEN_LOOKS = 128;

export interface Window {
  readonly skip?: number;
  /** 0 or undefined for all. */
  readonly limit?: number;
}

/** What explain reports. */
export interface ScanStatistics {
  examined: number;
}

/** Matching records in order, in one go: for writes, whose reading and writing must not be parted. */
export function selectNow(collection: Collection, plan: Plan, window: Window): StoredRecord[] {
  const selection = new Selection(plan, window);
  for (const record of recordsOf(collection, plan.access)) if (selection.take(record)) break;
  return selection.finish();
}

/**
 * Matching records in order, letting other work run in between.
 * @param deadline time of `performance.now()` after which it gives up
 * @throws CommandError MaxTimeMSExpired
 */
export async function select(
  collection: Collection,
  plan: Plan,
  window: Window,
  deadline = Infinity,
  statistics: ScanStatistics = { examined: 0 },
): Promise<StoredRecord[]> {
  const selection = new Selection(plan, window);
  let records: Iterator<StoredRecord> = recordsOf(collection, plan.access);
  let sliceEnd = performance.now() + SLICE_MILLISECONDS;
  for (let next = records.next(); !next.done; next = records.next()) {
    const record = next.value;
    if (collection.records.get(record.sequence) !== record) continue;
    statistics.examined++;
    if (selection.take(record)) break;
    if (statistics.examined % RECORDS_BETWEEN_LOOKS !== 0 || performance.now() < sliceEnd) continue;
    // Writes may change the indexes while others run, so the rest is set aside first.
    records = restOf(records).values();
    await nextTurn();
    if (performance.now() > deadline) throw new CommandError(50, 'MaxTimeMSExpired', 'operation exceeded time limit');
    sliceEnd = performance.now() + SLICE_MILLISECONDS;
  }
  return selection.finish();
}

function restOf(records: Iterator<StoredRecord>): StoredRecord[] {
  return [...{ [Symbol.iterator]: () => records }];
}

/** How many records match, without reading them where the index says it all. */
export async function count(collection: Collection, plan: Plan, deadline?: number): Promise<number> {
  if (plan.access.kind === 'index' && plan.access.exact) return entriesOf(plan.access);
  if (Object.keys(plan.filter).length === 0) return collection.records.size;
  return (await select(collection, plan, {}, deadline)).length;
}

/** Gathers what matches, sorted unless it comes sorted, within the window. */
class Selection {
  private readonly end: number;
  private readonly sorter: Sorter<StoredRecord> | undefined;
  private readonly taken: StoredRecord[] = [];

  constructor(
    private readonly plan: Plan,
    private readonly window: Window,
  ) {
    this.end = window.limit ? (window.skip ?? 0) + window.limit : Infinity;
    if (isSorted(plan.sort) && !plan.access.ordered) {
      this.sorter = new Sorter(plan.sort, (record) => record.document, this.end);
    }
  }

  /** @returns whether nothing more is needed */
  take(record: StoredRecord): boolean {
    if (!this.plan.matches(record.document)) return false;
    if (this.sorter) this.sorter.add(record);
    else this.taken.push(record);
    return this.taken.length >= this.end;
  }

  finish(): StoredRecord[] {
    const found = this.sorter?.finish() ?? this.taken;
    return this.window.skip ? found.slice(this.window.skip) : found;
  }
}

/** Each record at most once. */
function* recordsOf(collection: Collection, access: Access): Generator<StoredRecord, undefined> {
  if (access.kind === 'collection') {
    yield* collection.records.values();
    return;
  }
  const seen = access.kind === 'union' || access.index.multikey ? new Set<StoredRecord>() : undefined;
  for (const { index, intervals, reverse } of access.kind === 'union' ? access.branches : [access]) {
    for (const interval of intervals) {
      for (const record of index.records(interval, reverse)) {
        if (seen?.has(record)) continue;
        seen?.add(record);
        yield record;
      }
    }
  }
}
