import { type Document, isDocument } from '../bson.js';
import { CommandError } from '../command-error.js';
import { isArrayIndex, ownField } from '../documents/field-path.js';

/** MongoDB pads an array with nulls up to a position set in it, within this bound. */
const MAX_PADDING = 1_500_000;

/** A place in a document that a path names: the object or array that holds the value, and its name or position there. */
interface Place {
  readonly container: Document | unknown[];
  readonly name: string;
}

/** The value at a concrete path (array positions as numbers), or undefined. */
export function readPath(document: Document, path: string): unknown {
  let value: unknown = document;
  for (const segment of path.split('.')) {
    if (value === null || typeof value !== 'object') return undefined;
    value = ownField(value, segment);
  }
  return value;
}

/**
 * Sets the value at a concrete path in place, making the documents on the way.
 * @throws CommandError PathNotViable where a scalar is on the way
 */
export function writePath(document: Document, path: string, value: unknown): void {
  const { container, name } = placeOf(document, path);
  if (!Array.isArray(container)) {
    container[name] = value;
    return;
  }
  const position = Number(name);
  if (position - container.length > MAX_PADDING) throw notViable(path, name);
  while (container.length < position) container.push(null);
  container[position] = value;
}

/** Removes the value at a concrete path in place; an array keeps its length and gets a null. */
export function removePath(document: Document, path: string): void {
  const segments = path.split('.');
  const name = segments.pop()!;
  const container = segments.length === 0 ? document : readPath(document, segments.join('.'));
  if (Array.isArray(container)) {
    if (isArrayIndex(name) && Number(name) < container.length) container[Number(name)] = null;
  } else if (isDocument(container)) delete container[name];
}

function placeOf(document: Document, path: string): Place {
  const segments = path.split('.');
  let container: Document | unknown[] = document;
  for (let i = 0; ; i++) {
    const name = segments[i]!;
    if (Array.isArray(container) && !isArrayIndex(name)) throw notViable(path, name);
    if (i === segments.length - 1) return { container, name };
    let next = ownField(container, name);
    if (next === undefined) {
      next = {};
      writePath(container as Document, name, next);
    }
    if (!isDocument(next) && !Array.isArray(next)) throw notViable(path, segments[i + 1]!);
    container = next;
  }
}

function notViable(path: string, name: string): CommandError {
  return new CommandError(28, 'PathNotViable', `Cannot create field '${name}' on the way to '${path}'`);
}
