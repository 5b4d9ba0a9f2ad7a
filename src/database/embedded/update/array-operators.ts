import { isDocument } from '../bson.js';
import { badValue } from '../command-error.js';
import { clone } from '../documents/clone.js';
import { sameValue } from '../documents/value-order.js';
import { compileElementMatch } from '../query/filter.js';
import { parseSort, Sorter } from '../query/sort.js';
import { writePath } from './document-writer.js';
import { readArray, type UpdateOperator } from './field-operators.js';

const PUSH_MODIFIERS = new Set(['$each', '$position', '$slice', '$sort']);

const push: UpdateOperator = (document, path, operand) => {
  const array = readArray(document, path) ?? [];
  writePath(document, path, pushed(array, operand));
};

function pushed(array: readonly unknown[], operand: unknown): unknown[] {
  if (!isDocument(operand) || !Object.hasOwn(operand, '$each')) return [...array, clone(operand)];
  const unknown = Object.keys(operand).find((name) => !PUSH_MODIFIERS.has(name));
  if (unknown) throw badValue(`Unrecognized clause in $push: ${unknown}`);
  const { $each, $position, $slice, $sort } = operand;
  const values = eachOf($each);
  const result = array.toSpliced(wholeNumber('$position', $position ?? array.length), 0, ...values.map(clone));
  const sorted = $sort === undefined ? result : sortElements(result, $sort);
  if ($slice === undefined) return sorted;
  const kept = wholeNumber('$slice', $slice);
  return kept < 0 ? sorted.slice(kept) : sorted.slice(0, kept);
}

function eachOf(values: unknown): unknown[] {
  if (!Array.isArray(values)) throw badValue('The argument to $each must be an array');
  return values;
}

function wholeNumber(name: string, value: unknown): number {
  if (!Number.isInteger(value)) throw badValue(`The value for ${name} must be a whole number`);
  return value as number;
}

/** Orders elements by their own value (1 or -1), or embedded documents by a pattern of their fields. */
function sortElements(elements: readonly unknown[], sort: unknown): unknown[] {
  const byValue = typeof sort === 'number';
  const pattern = parseSort(byValue ? { element: sort } : sort);
  const sorter = new Sorter<unknown>(pattern, (element) =>
    byValue ? { element: [element] } : isDocument(element) ? element : {},
  );
  for (const element of elements) sorter.add(element);
  return sorter.finish();
}

const addToSet: UpdateOperator = (document, path, operand) => {
  const array = [...(readArray(document, path) ?? [])];
  const values = isDocument(operand) && Object.hasOwn(operand, '$each') ? eachOf(operand.$each) : [operand];
  for (const value of values) {
    if (!array.some((element) => sameValue(element, value))) array.push(clone(value));
  }
  writePath(document, path, array);
};

const pop: UpdateOperator = (document, path, operand) => {
  if (operand !== 1 && operand !== -1) throw badValue('$pop expects 1 or -1');
  const array = readArray(document, path);
  if (array) writePath(document, path, operand === 1 ? array.slice(0, -1) : array.slice(1));
};

const pull: UpdateOperator = (document, path, operand) => {
  const array = readArray(document, path);
  if (!array) return;
  const holds = isDocument(operand)
    ? compileElementMatch(operand)
    : (element: unknown): boolean => sameValue(element, operand);
  writePath(
    document,
    path,
    array.filter((element) => !holds(element)),
  );
};

const pullAll: UpdateOperator = (document, path, operand) => {
  const values = eachOf(operand);
  const array = readArray(document, path);
  if (!array) return;
  writePath(
    document,
    path,
    array.filter((element) => !values.some((value) => sameValue(element, value))),
  );
};

export const ARRAY_OPERATORS: Readonly<Record<string, UpdateOperator>> = {
  $push: push,
  $addToSet: addToSet,
  $pop: pop,
  $pull: pull,
  $pullAll: pullAll,
};
