import { type Document, isDocument, isOperatorObject, ObjectId } from '../bson.js';
import { badValue, CommandError, notSupported } from '../command-error.js';
import { clone } from '../documents/clone.js';
import { sameValue } from '../documents/value-order.js';
import { ARRAY_OPERATORS } from './array-operators.js';
import { FIELD_OPERATORS, type UpdateOperator } from './field-operators.js';
import { concretePaths, parseArrayFilters, type Positions } from './positional-path.js';

const OPERATORS: Readonly<Record<string, UpdateOperator>> = { ...FIELD_OPERATORS, ...ARRAY_OPERATORS };

interface Modification {
  readonly operator: string;
  readonly path: string;
  readonly operand: unknown;
}

/** A parsed update: a whole new document, or operators on fields. */
export interface Update {
  readonly replacement?: Document;
  readonly modifications: readonly Modification[];
  readonly positions: Positions;
}

/** @throws CommandError for a pipeline, an unknown operator or two operators on one field */
export function parseUpdate(update: unknown, filter: Document, arrayFilters?: unknown): Update {
  if (Array.isArray(update)) throw notSupported('an update by aggregation pipeline');
  if (!isDocument(update)) throw badValue('the update must be an object');
  const positions = { filter, arrayFilters: parseArrayFilters(arrayFilters) };
  const names = Object.keys(update);
  if (!names.some((name) => name.startsWith('$'))) return { replacement: update, modifications: [], positions };
  const modifications = names.flatMap((operator) => modificationsOf(operator, update[operator]));
  refuseConflicts(modifications);
  // New fields come in the order of their paths, as MongoDB makes them.
  return { modifications: modifications.toSorted((a, b) => (a.path < b.path ? -1 : 1)), positions };
}

function modificationsOf(operator: string, operands: unknown): Modification[] {
  if (!Object.hasOwn(OPERATORS, operator)) {
    throw new CommandError(9, 'FailedToParse', `Unknown modifier: ${operator}`);
  }
  if (!isDocument(operands)) {
    throw new CommandError(9, 'FailedToParse', `Modifiers operate on fields but we found a value for ${operator}`);
  }
  return Object.entries(operands).map(([path, operand]) => {
    checkPath(path);
    return { operator, path, operand };
  });
}

function checkPath(path: string): void {
  const segments = path.split('.');
  if (segments.includes(''))
    throw new CommandError(56, 'EmptyFieldName', `The update path '${path}' has an empty field name`);
  if (segments.includes('__proto__')) throw notSupported('a field named __proto__');
  if (segments[0]!.startsWith('$')) {
    throw new CommandError(52, 'DollarPrefixedFieldName', `The dollar ($) prefixed field '${path}' is not valid.`);
  }
}

function refuseConflicts(modifications: readonly Modification[]): void {
  const written = modifications.flatMap(({ operator, path, operand }) =>
    operator === '$rename' ? [path, String(operand)] : [path],
  );
  const taken = new Set(written);
  const conflict =
    taken.size < written.length
      ? written.find((path, i) => written.indexOf(path) !== i)
      : written.find((path) => prefixesOf(path).some((prefix) => taken.has(prefix)));
  if (conflict === undefined) return;
  throw new CommandError(40, 'ConflictingUpdateOperators', `Updating the path '${conflict}' would create a conflict`);
}

function prefixesOf(path: string): string[] {
  const segments = path.split('.');
  return segments.slice(1).map((_segment, i) => segments.slice(0, i + 1).join('.'));
}

/** The new version of a document; the old one is not touched. */
export function updated(document: Document, update: Update): Document {
  if (update.replacement) return replaced(document, update.replacement);
  const result = clone(document);
  for (const { operator, path, operand } of update.modifications) {
    if (operator === '$setOnInsert') continue;
    applyOperator(result, operator, path, operand, update.positions);
  }
  refuseNewId(document, result);
  return result;
}

/** The document that an upsert inserts: the filter's equalities, then the update. */
export function upserted(filter: Document, update: Update): Document {
  const base: Document = {};
  for (const [path, value] of equalitiesOf(filter)) FIELD_OPERATORS.$set!(base, path, value);
  if (update.replacement) return withId(replaced(base, update.replacement));
  const result = clone(base);
  for (const { operator, path, operand } of update.modifications) {
    applyOperator(result, operator, path, operand, update.positions);
  }
  if (base._id !== undefined) refuseNewId(base, result);
  return withId(result);
}

function applyOperator(
  document: Document,
  operator: string,
  path: string,
  operand: unknown,
  positions: Positions,
): void {
  for (const concrete of concretePaths(document, path, positions)) OPERATORS[operator]!(document, concrete, operand);
}

function replaced(document: Document, replacement: Document): Document {
  const result = { _id: document._id, ...clone(replacement) };
  if (document._id !== undefined) refuseNewId(document, result);
  return result;
}

function refuseNewId(before: Document, after: Document): void {
  if (Object.hasOwn(after, '_id') && sameValue(before._id, after._id)) return;
  throw new CommandError(
    66,
    'ImmutableField',
    "Performing an update on the path '_id' would modify the immutable field '_id'",
  );
}

/** The document with its `_id` first, a new one where there is none. */
export function withId(document: Document): Document {
  const { _id, ...fields } = document;
  return { _id: _id === undefined ? new ObjectId() : _id, ...fields };
}

function equalitiesOf(filter: Document): [string, unknown][] {
  return Object.entries(filter).flatMap(([path, condition]): [string, unknown][] => {
    if (path === '$and') return (condition as Document[]).flatMap(equalitiesOf);
    if (path.startsWith('$')) return [];
    if (!isOperatorObject(condition)) return [[path, condition]];
    if (Object.hasOwn(condition, '$eq')) return [[path, condition.$eq]];
    return Array.isArray(condition.$in) && condition.$in.length === 1 ? [[path, condition.$in[0]]] : [];
  });
}
