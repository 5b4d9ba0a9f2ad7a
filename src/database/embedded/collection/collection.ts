import { type Document, ObjectId } from '../bson.js';
import { CommandError } from '../command-error.js';
import { CollectionIndex, type StoredRecord } from './collection-index.js';
import { ID_INDEX, type IndexSpecification } from './index-specification.js';

/** Documents in memory with their indexes. Nothing here is durable: WriteBatch pairs each change with its store operation. */
export class Collection {
  /** In the order of insertion. */
  readonly records = new Map<number, StoredRecord>();
  readonly indexes = new Map<string, CollectionIndex>();
  private nextSequence = 1;

  constructor(
    readonly namespace: string,
    /** Prefix of the collection's keys in the store. */
    readonly storeId: number,
  ) {
    this.indexes.set(ID_INDEX.name, new CollectionIndex(ID_INDEX));
  }

  get name(): string {
    return this.namespace.slice(this.namespace.indexOf('.') + 1);
  }

  /** Takes over what the store holds; indexes are built afterwards. */
  restore(sequence: number, document: Document): void {
    this.records.set(sequence, { sequence, document });
    this.nextSequence = Math.max(this.nextSequence, sequence + 1);
  }

  /** @throws CommandError DuplicateKey, with nothing changed */
  insert(document: Document): StoredRecord {
    this.refuseDuplicates(document);
    const record: StoredRecord = { sequence: this.nextSequence++, document };
    this.records.set(record.sequence, record);
    for (const index of this.indexes.values()) index.add(record);
    return record;
  }

  /** @throws CommandError DuplicateKey, with nothing changed */
  replace(record: StoredRecord, document: Document): void {
    const changed = [...this.indexes.values()].filter((index) => !index.sameKeys(record.document, document));
    this.refuseDuplicates(document, record);
    for (const index of changed) index.remove(record);
    record.document = document;
    for (const index of changed) index.add(record);
  }

  remove(record: StoredRecord): void {
    for (const index of this.indexes.values()) index.remove(record);
    this.records.delete(record.sequence);
  }

  /** @throws CommandError DuplicateKey when the documents do not fit a unique index */
  buildIndex(specification: IndexSpecification): void {
    const index = new CollectionIndex(specification);
    index.build(this.records.values());
    const duplicate = specification.unique ? index.firstDuplicate() : undefined;
    if (duplicate) throw this.duplicateKey(index, duplicate);
    this.indexes.set(specification.name, index);
  }

  private refuseDuplicates(document: Document, own?: StoredRecord): void {
    for (const index of this.indexes.values()) {
      const key = index.conflict(document, own);
      if (key) throw this.duplicateKey(index, key);
    }
  }

  private duplicateKey(index: CollectionIndex, key: readonly unknown[]): CommandError {
    const { name, key: keyPattern } = index.specification;
    const keyValue = Object.fromEntries(index.paths.map((path, i) => [path, key[i] ?? null]));
    const shown = index.paths.map((path, i) => `${path}: ${shownValue(key[i])}`).join(', ');
    const message = `E11000 duplicate key error collection: ${this.namespace} index: ${name} dup key: { ${shown} }`;
    return new CommandError(11000, 'DuplicateKey', message, { keyPattern, keyValue });
  }
}

function shownValue(value: unknown): string {
  if (value === undefined) return 'null';
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (value instanceof ObjectId) return `ObjectId('${value.toHexString()}')`;
  return JSON.stringify(value);
}
