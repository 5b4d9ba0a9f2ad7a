import { type Document, isDocument } from '../bson.js';
import { badValue, CommandError, notSupported } from '../command-error.js';
import { compileFilter } from '../query/filter.js';
import type { SortPattern } from '../query/sort.js';

/** An index as createIndexes defines it and listIndexes lists it. */
export interface IndexSpecification {
  readonly name: string;
  readonly key: SortPattern;
  readonly unique?: boolean;
  readonly sparse?: boolean;
  readonly partialFilterExpression?: Document;
  readonly expireAfterSeconds?: number;
}

/** In the order in which specifications hold them, so that equal ones compare as equal. */
const OPTIONS = ['name', 'key', 'unique', 'sparse', 'partialFilterExpression', 'expireAfterSeconds'];

/** What drivers send along and nothing depends on. */
const IGNORED = new Set(['background', 'v']);

/** The index on `_id` that every collection has. */
export const ID_INDEX: IndexSpecification = { name: '_id_', key: { _id: 1 }, unique: true };

/** @throws CommandError CannotCreateIndex naming what the embedded store does not have */
export function parseIndexSpecification(given: unknown): IndexSpecification {
  if (!isDocument(given) || !isDocument(given.key) || typeof given.name !== 'string') {
    throw badValue('an index needs a name and a key');
  }
  const directions = Object.values(given.key);
  if (directions.length === 0 || directions.some((direction) => direction !== 1 && direction !== -1)) {
    throw cannotCreate(given.name, `the key ${JSON.stringify(given.key)}`);
  }
  const unknown = Object.keys(given).find((option) => !OPTIONS.includes(option) && !IGNORED.has(option));
  if (unknown) throw cannotCreate(given.name, `the option '${unknown}'`);
  const stated = OPTIONS.filter((option) => given[option] !== undefined && given[option] !== false);
  const specification = Object.fromEntries(stated.map((option) => [option, given[option]]));
  checkExpiry(given);
  if (specification.partialFilterExpression) compileFilter(specification.partialFilterExpression as Document);
  return specification as unknown as IndexSpecification;
}

function checkExpiry({ name, key, expireAfterSeconds }: Document): void {
  if (expireAfterSeconds === undefined) return;
  const valid = typeof expireAfterSeconds === 'number' && expireAfterSeconds >= 0;
  if (!valid || Object.keys(key as Document).length !== 1) {
    throw new CommandError(67, 'CannotCreateIndex', `TTL index '${String(name)}' needs one field and seconds from 0`);
  }
}

function cannotCreate(name: string, feature: string): CommandError {
  const { message } = notSupported(`index '${name}': ${feature}`);
  return new CommandError(67, 'CannotCreateIndex', message);
}
