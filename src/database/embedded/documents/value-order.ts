import { Binary, type Document, isDocument, ObjectId } from '../bson.js';
import { notSupported } from '../command-error.js';

/** Order of the value types among each other (MongoDB manual, "Comparison/Sort Order"). */
export const TYPE_RANK = {
  null: 1,
  number: 2,
  string: 3,
  object: 4,
  array: 5,
  binary: 6,
  objectId: 7,
  boolean: 8,
  date: 9,
} as const;

/**
 * Rank of the value's type; a missing value ranks as null.
 * @throws CommandError for a type that the embedded store does not hold
 */
export function typeRank(value: unknown): number {
  switch (typeof value) {
    case 'string':
      return TYPE_RANK.string;
    case 'number':
      return TYPE_RANK.number;
    case 'boolean':
      return TYPE_RANK.boolean;
    case 'undefined':
      return TYPE_RANK.null;
  }
  if (value === null) return TYPE_RANK.null;
  if (value instanceof Date) return TYPE_RANK.date;
  if (value instanceof ObjectId) return TYPE_RANK.objectId;
  if (Array.isArray(value)) return TYPE_RANK.array;
  if (value instanceof Binary) return TYPE_RANK.binary;
  if (isDocument(value)) return TYPE_RANK.object;
  throw notSupported(`a value of type ${(value as object).constructor.name}`);
}

/** MongoDB's total order of values. Strings are ordered by UTF-16 code unit. */
export function compareValues(a: unknown, b: unknown): number {
  if (a === b) return 0;
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : 1;
  const rank = typeRank(a);
  const difference = rank - typeRank(b);
  if (difference !== 0) return difference;
  switch (rank) {
    case TYPE_RANK.number:
      return compareNumbers(a as number, b as number);
    case TYPE_RANK.objectId:
      return Buffer.compare((a as ObjectId).id, (b as ObjectId).id);
    case TYPE_RANK.date:
      return compareNumbers((a as Date).getTime(), (b as Date).getTime());
    case TYPE_RANK.boolean:
      return a === true ? 1 : -1;
    case TYPE_RANK.array:
      return compareArrays(a as unknown[], b as unknown[]);
    case TYPE_RANK.object:
      return compareDocuments(a as Document, b as Document);
    case TYPE_RANK.binary:
      return compareBinaries(a as Binary, b as Binary);
    default:
      return 0;
  }
}

export function sameValue(a: unknown, b: unknown): boolean {
  return compareValues(a, b) === 0;
}

/** NaN is equal to itself and below every other number. */
function compareNumbers(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  if (a === b) return 0;
  return Number(Number.isNaN(b)) - Number(Number.isNaN(a));
}

function compareArrays(a: readonly unknown[], b: readonly unknown[]): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const order = compareValues(a[i], b[i]);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** Field by field in the order written: type, then name, then value. */
function compareDocuments(a: Document, b: Document): number {
  const namesA = Object.keys(a);
  const namesB = Object.keys(b);
  const shared = Math.min(namesA.length, namesB.length);
  for (let i = 0; i < shared; i++) {
    const nameA = namesA[i]!;
    const nameB = namesB[i]!;
    const order =
      typeRank(a[nameA]) - typeRank(b[nameB]) || compareNames(nameA, nameB) || compareValues(a[nameA], b[nameB]);
    if (order !== 0) return order;
  }
  return namesA.length - namesB.length;
}

function compareNames(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function compareBinaries(a: Binary, b: Binary): number {
  return a.length() - b.length() || a.sub_type - b.sub_type || Buffer.compare(a.value(), b.value());
}
