import { type Document, MAX_DOCUMENT_BYTES, serialize } from './bson.js';
import { Collection } from './collection/collection.js';
import type { StoredRecord } from './collection/collection-index.js';
import { ID_INDEX, type IndexSpecification } from './collection/index-specification.js';
import { CommandError } from './command-error.js';
import type { DocumentDatabase } from './document-database.js';
import { makeStorable } from './documents/storable.js';
import type { StoreChange } from './store/level-store.js';
import { catalogKey, documentKey } from './store/store-keys.js';

/** The changes of one command: each is made in memory at once and noted for the store, which gets them all together. */
export class WriteBatch {
  readonly changes: StoreChange[] = [];

  constructor(private readonly database: DocumentDatabase) {}

  /** The collection of that name, made where it does not exist. */
  collection(name: string): Collection {
    const existing = this.database.collections.get(name);
    if (existing) return existing;
    const collection = this.database.create(name);
    this.saveCatalog(collection);
    return collection;
  }

  insert(collection: Collection, document: Document): void {
    const value = encode(document);
    const record = collection.insert(document);
    this.note(collection, record, value);
  }

  replace(collection: Collection, record: StoredRecord, document: Document): void {
    const value = encode(document);
    collection.replace(record, document);
    this.note(collection, record, value);
  }

  remove(collection: Collection, record: StoredRecord): void {
    collection.remove(record);
    this.note(collection, record, null);
  }

  createIndex(collection: Collection, specification: IndexSpecification): void {
    collection.buildIndex(specification);
    this.saveCatalog(collection);
  }

  dropIndex(collection: Collection, name: string): void {
    collection.indexes.delete(name);
    this.saveCatalog(collection);
  }

  drop(collection: Collection): void {
    for (const record of collection.records.values()) this.note(collection, record, null);
    this.changes.push({ key: catalogKey(collection.name), value: null });
    this.database.collections.delete(collection.name);
  }

  private note(collection: Collection, record: StoredRecord, value: Uint8Array | null): void {
    this.changes.push({ key: documentKey(collection.storeId, record.sequence), value });
  }

  private saveCatalog(collection: Collection): void {
    const indexes = [...collection.indexes.values()]
      .map(({ specification }) => specification)
      .filter(({ name }) => name !== ID_INDEX.name);
    const value = serialize({ _id: collection.name, storeId: collection.storeId, indexes });
    this.changes.push({ key: catalogKey(collection.name), value });
  }
}

/** @throws CommandError for a document that cannot be stored, before anything has changed */
function encode(document: Document): Uint8Array {
  if (Array.isArray(document._id))
    throw new CommandError(53, 'InvalidIdField', "The '_id' value cannot be of type array");
  makeStorable(document);
  const bytes = serialize(document);
  if (bytes.length <= MAX_DOCUMENT_BYTES) return bytes;
  throw new CommandError(10334, 'BSONObjectTooLarge', `BSONObj size: ${bytes.length} exceeds the limit of 16 MB`);
}
