import type { Collection } from './collection/collection.js';
import type { CollectionIndex, StoredRecord } from './collection/collection-index.js';
import type { DocumentDatabase } from './document-database.js';
import type { WriteBatch } from './write-batch.js';

/** Documents removed in one go. */
const BATCH = 1000;

/**
 * Removes documents whose date in a TTL index is older than `expireAfterSeconds`, no more than one batch of each index.
 * @returns whether there may be more
 */
export function removeExpired(database: DocumentDatabase, batch: WriteBatch, now: Date): boolean {
  let more = false;
  for (const collection of database.collections.values()) {
    for (const index of collection.indexes.values()) {
      const expired = expiredIn(index, now);
      for (const record of expired) removeOnce(batch, collection, record);
      more ||= expired.size === BATCH;
    }
  }
  return more;
}

function expiredIn(index: CollectionIndex, now: Date): Set<StoredRecord> {
  const { expireAfterSeconds } = index.specification;
  const expired = new Set<StoredRecord>();
  if (expireAfterSeconds === undefined) return expired;
  const latest = new Date(now.getTime() - expireAfterSeconds * 1000);
  for (const record of index.records({ prefix: [], range: { upper: { value: latest, inclusive: true } } }, false)) {
    expired.add(record);
    if (expired.size === BATCH) break;
  }
  return expired;
}

function removeOnce(batch: WriteBatch, collection: Collection, record: StoredRecord): void {
  if (collection.records.get(record.sequence) === record) batch.remove(collection, record);
}
