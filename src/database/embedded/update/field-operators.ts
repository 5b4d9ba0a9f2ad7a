import type { Document } from '../bson.js';
import { badValue, CommandError, notSupported, typeMismatch } from '../command-error.js';
import { clone } from '../documents/clone.js';
import { compareValues } from '../documents/value-order.js';
import { readPath, removePath, writePath } from './document-writer.js';

/** Applies one operator to one concrete path of a document, in place. */
export type UpdateOperator = (document: Document, path: string, operand: unknown) => void;

const set: UpdateOperator = (document, path, operand) => writePath(document, path, clone(operand));

/** `combine` gets the present number, or undefined where the field is missing. */
function arithmetic(name: string, combine: (present: number | undefined, operand: number) => number): UpdateOperator {
  return (document, path, operand) => {
    if (typeof operand !== 'number') throw typeMismatch(`Cannot ${name} with non-numeric argument: {${path}: …}`);
    const present = readPath(document, path);
    if (present !== undefined && typeof present !== 'number') {
      throw typeMismatch(`Cannot apply ${name} to a value of non-numeric type: the field '${path}'`);
    }
    writePath(document, path, combine(present, operand));
  };
}

/** Keeps the present value unless the operand comes before it in the given direction. */
function extreme(direction: 1 | -1): UpdateOperator {
  return (document, path, operand) => {
    const present = readPath(document, path);
    if (present === undefined || compareValues(operand, present) * direction > 0) set(document, path, operand);
  };
}

const rename: UpdateOperator = (document, path, operand) => {
  if (typeof operand !== 'string') throw badValue(`The 'to' field for $rename must be a string: ${path}`);
  const value = readPath(document, path);
  if (value === undefined) return;
  removePath(document, path);
  writePath(document, operand, value);
};

const currentDate: UpdateOperator = (document, path, operand) => {
  const asDate = operand === true || (operand as Document | null)?.$type === 'date';
  if (!asDate) throw notSupported('$currentDate with a type other than date');
  writePath(document, path, new Date());
};

export const FIELD_OPERATORS: Readonly<Record<string, UpdateOperator>> = {
  $set: set,
  $setOnInsert: set,
  $unset: removePath,
  $inc: arithmetic('$inc', (present = 0, operand) => present + operand),
  $mul: arithmetic('$mul', (present = 0, operand) => present * operand),
  $max: extreme(1),
  $min: extreme(-1),
  $rename: rename,
  $currentDate: currentDate,
};

/** @throws CommandError unless the field is an array; undefined where it is missing */
export function readArray(document: Document, path: string): unknown[] | undefined {
  const value = readPath(document, path);
  if (value === undefined || Array.isArray(value)) return value;
  throw new CommandError(2, 'BadValue', `The field '${path}' must be an array`);
}
