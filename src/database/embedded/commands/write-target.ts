import type { Document } from '../bson.js';
import type { Collection } from '../collection/collection.js';
import type { StoredRecord } from '../collection/collection-index.js';
import { sameValue } from '../documents/value-order.js';
import { plan } from '../planner/plan.js';
import { selectNow } from '../planner/scan.js';
import { parseSort } from '../query/sort.js';
import { type Update, updated } from '../update/apply-update.js';
import type { WriteBatch } from '../write-batch.js';

/**
 * The records that a write statement is about, at most `limit` of them (0 for all); none where there is no collection.
 * `options` may hold `sort` and `hint`.
 */
export function selectTargets(
  collection: Collection | undefined,
  filter: Document,
  options: Document,
  limit: number,
): StoredRecord[] {
  if (!collection) return [];
  const query = { filter, sort: parseSort(options.sort), limit: limit || Infinity, hint: options.hint };
  return selectNow(collection, plan(collection, query), { limit });
}

/** @returns whether the document changed */
export function applyTo(batch: WriteBatch, collection: Collection, record: StoredRecord, update: Update): boolean {
  const document = updated(record.document, update);
  if (sameValue(document, record.document)) return false;
  batch.replace(collection, record, document);
  return true;
}
