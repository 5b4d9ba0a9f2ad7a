import type { Document } from '../bson.js';
import { CommandError } from '../command-error.js';
import { leafReader, type LeafReader } from '../documents/field-path.js';
import { compareValues } from '../documents/value-order.js';
import { compileFilter, type Predicate } from '../query/filter.js';
import type { IndexSpecification } from './index-specification.js';
import { type Interval, positionOf } from './interval.js';
import { SortedList } from './sorted-list.js';

/** A document in a collection. Updates replace `document` by a new object; what it held is never changed. */
export interface StoredRecord {
  /** Place in the order of insertion. */
  readonly sequence: number;
  document: Document;
}

type IndexKey = readonly unknown[];

interface IndexEntry {
  readonly key: IndexKey;
  readonly record: StoredRecord;
}

/** An ordered index: one entry a document, or one an element where a field is an array. */
export class CollectionIndex {
  readonly paths: readonly string[];
  readonly directions: readonly (1 | -1)[];
  /** Whether an array was ever indexed: a document may then have several entries, and the index gives no order or ranges. */
  multikey = false;
  private readonly readers: readonly LeafReader[];
  private readonly covers: Predicate;
  private readonly entries: SortedList<IndexEntry>;

  constructor(readonly specification: IndexSpecification) {
    this.paths = Object.keys(specification.key);
    this.directions = Object.values(specification.key);
    this.readers = this.paths.map(leafReader);
    this.covers = coverage(specification, this.readers);
    this.entries = new SortedList((a, b) => this.compareKeys(a.key, b.key) || a.record.sequence - b.record.sequence);
  }

  get size(): number {
    return this.entries.size;
  }

  /** Fills an empty index. */
  build(records: Iterable<StoredRecord>): void {
    const entries: IndexEntry[] = [];
    for (const record of records) for (const key of this.keysOf(record.document)) entries.push({ key, record });
    this.entries.load(entries);
  }

  /**
   * The document's key that another record has in a unique index, if there is one.
   * @throws CommandError when the document cannot be indexed at all
   */
  conflict(document: Document, own?: StoredRecord): IndexKey | undefined {
    const keys = this.keysOf(document);
    if (!this.specification.unique) return undefined;
    return keys.find((key) => {
      for (const record of this.records({ prefix: key }, false)) if (record !== own) return true;
      return false;
    });
  }

  /** Two neighbours with the same key, where a unique index was built over duplicates. */
  firstDuplicate(): IndexKey | undefined {
    let previous: IndexKey | undefined;
    for (const { key } of this.entries.between(0, this.entries.size, false)) {
      if (previous && this.compareKeys(previous, key) === 0) return key;
      previous = key;
    }
    return undefined;
  }

  add(record: StoredRecord): void {
    for (const key of this.keysOf(record.document)) this.entries.add({ key, record });
  }

  remove(record: StoredRecord): void {
    for (const key of this.keysOf(record.document)) this.entries.delete({ key, record });
  }

  /** Whether both versions of a document have the same entries. */
  sameKeys(before: Document, after: Document): boolean {
    const keysBefore = this.keysOf(before);
    const keysAfter = this.keysOf(after);
    return (
      keysBefore.length === keysAfter.length && keysBefore.every((key, i) => this.compareKeys(key, keysAfter[i]!) === 0)
    );
  }

  count(interval: Interval): number {
    const [from, to] = this.bounds(interval);
    return to - from;
  }

  /** Records of an interval in the index's order; a multikey index may give one twice. The index must not change meanwhile. */
  *records(interval: Interval, reverse: boolean): Generator<StoredRecord> {
    const [from, to] = this.bounds(interval);
    for (const entry of this.entries.between(from, to, reverse)) yield entry.record;
  }

  private bounds(interval: Interval): [number, number] {
    if (interval.prefix.length === 0 && !interval.range) return [0, this.entries.size];
    const place = (entry: IndexEntry) => positionOf(entry.key, interval, this.directions);
    return [this.entries.rank((entry) => place(entry) < 0), this.entries.rank((entry) => place(entry) <= 0)];
  }

  private compareKeys(a: IndexKey, b: IndexKey): number {
    for (let i = 0; i < this.directions.length; i++) {
      const order = compareValues(a[i], b[i]);
      if (order !== 0) return order * this.directions[i]!;
    }
    return 0;
  }

  /** An array gives a key for each element and one for itself, so that it is found by either. */
  private keysOf(document: Document): IndexKey[] {
    if (!this.covers(document)) return [];
    const leaves = this.readers.map((read) => read(document));
    if (leaves.every(isSingle)) return [leaves.map(([value]) => value)];
    this.multikey = true;
    const columns = leaves.map(columnOf);
    const spread = columns.filter((column) => column.length > 1);
    if (spread.length > 1) throw new CommandError(171, 'CannotIndexParallelArrays', 'cannot index parallel arrays');
    if (spread.length === 0) return [columns.map(([value]) => value)];
    return spread[0]!.map((value) => columns.map((column) => (column === spread[0] ? value : column[0])));
  }
}

/** Whether the path met no array. */
function isSingle(leaves: readonly unknown[]): boolean {
  return leaves.length === 1 && !Array.isArray(leaves[0]);
}

/** Values of one indexed field that is, or goes through, an array. */
function columnOf(leaves: readonly unknown[]): readonly unknown[] {
  if (isSingle(leaves)) return leaves;
  const values = leaves.flatMap((leaf) => (Array.isArray(leaf) ? [...(leaf as unknown[]), leaf] : [leaf]));
  if (values.length === 0) return [undefined];
  const sorted = values.toSorted(compareValues);
  return sorted.filter((value, i) => i === 0 || compareValues(sorted[i - 1], value) !== 0);
}

function coverage(specification: IndexSpecification, readers: readonly LeafReader[]): Predicate {
  if (specification.partialFilterExpression) return compileFilter(specification.partialFilterExpression);
  if (!specification.sparse) return () => true;
  return (document) => readers.some((read) => read(document).some((leaf) => leaf !== undefined));
}
