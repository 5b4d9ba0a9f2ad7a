import { BSONRegExp, type Document } from '../bson.js';
import { badValue, notSupported } from '../command-error.js';
import { leafReader } from '../documents/field-path.js';
import { compareValues, sameValue, typeRank } from '../documents/value-order.js';

export type Predicate = (document: Document) => boolean;

/** Compiles one condition on one field. */
export type FieldOperator = (path: string, operand: unknown) => Predicate;

/** Holds when `test` holds for a leaf or, where the leaf is an array, for one of its elements. */
export function someValue(path: string, test: (value: unknown) => boolean): Predicate {
  const leavesOf = leafReader(path);
  return (document) =>
    leavesOf(document).some((leaf) => test(leaf) || (Array.isArray(leaf) && leaf.some((element) => test(element))));
}

function not(predicate: Predicate): Predicate {
  return (document) => !predicate(document);
}

/** @throws CommandError for a type that the store does not hold, when compiled and not at the first document */
function checkOperand(operand: unknown): void {
  if (operand instanceof BSONRegExp) {
    throw notSupported("a regular expression literal (write { $regex: '…' }, which every server treats alike)");
  }
  typeRank(operand);
}

const equal: FieldOperator = (path, operand) => {
  checkOperand(operand);
  return someValue(path, (value) => sameValue(value, operand));
};

/** Comparison within the operand's type only. */
function ordered(holds: (order: number) => boolean): FieldOperator {
  return (path, operand) => {
    checkOperand(operand);
    const rank = typeRank(operand);
    return someValue(path, (value) => typeRank(value) === rank && holds(compareValues(value, operand)));
  };
}

const isIn: FieldOperator = (path, operand) => {
  if (!Array.isArray(operand)) throw badValue('$in needs an array');
  operand.forEach(checkOperand);
  const sorted = operand.toSorted(compareValues);
  return someValue(path, (value) => includesSorted(sorted, value));
};

function includesSorted(sorted: readonly unknown[], value: unknown): boolean {
  let low = 0;
  let high = sorted.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const order = compareValues(sorted[middle], value);
    if (order === 0) return true;
    if (order < 0) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}

const exists: FieldOperator = (path, operand) => {
  const leavesOf = leafReader(path);
  return (document) => leavesOf(document).some((leaf) => leaf !== undefined) === Boolean(operand);
};

const size: FieldOperator = (path, operand) => {
  if (!Number.isInteger(operand) || (operand as number) < 0) throw badValue('$size must be a whole number from 0');
  const leavesOf = leafReader(path);
  return (document) => leavesOf(document).some((leaf) => Array.isArray(leaf) && leaf.length === operand);
};

const all: FieldOperator = (path, operand) => {
  if (!Array.isArray(operand)) throw badValue('$all needs an array');
  const conditions = operand.map((value) => equal(path, value));
  return (document) => conditions.length > 0 && conditions.every((holds) => holds(document));
};

export const COMPARISON_OPERATORS: Readonly<Record<string, FieldOperator>> = {
  $eq: equal,
  $ne: (path, operand) => not(equal(path, operand)),
  $gt: ordered((order) => order > 0),
  $gte: ordered((order) => order >= 0),
  $lt: ordered((order) => order < 0),
  $lte: ordered((order) => order <= 0),
  $in: isIn,
  $nin: (path, operand) => not(isIn(path, operand)),
  $exists: exists,
  $size: size,
  $all: all,
};
