import { Binary, type Document, isDocument } from '../bson.js';
import { CommandError, notSupported } from '../command-error.js';
import { typeRank } from './value-order.js';

/** MongoDB's limit of nesting. */
const MAX_DEPTH = 100;

/**
 * Makes a document that came over the socket fit to be kept: checks names, types and nesting, and copies binaries, which
 * would otherwise hold the whole message in memory.
 * @throws CommandError naming the field
 */
export function makeStorable(document: Document): void {
  visit(document, 1);
}

function visit(container: Document, depth: number): void {
  if (depth > MAX_DEPTH) throw new CommandError(15, 'Overflow', `a document is nested deeper than ${MAX_DEPTH} levels`);
  for (const name of Object.keys(container)) {
    checkName(name);
    const value = container[name];
    if (value instanceof Binary) container[name] = new Binary(Buffer.from(value.value()), value.sub_type);
    else if (Array.isArray(value) || isDocument(value)) visit(value as Document, depth + 1);
    else checkType(name, value);
  }
}

function checkName(name: string): void {
  if (name.startsWith('$')) {
    throw new CommandError(
      52,
      'DollarPrefixedFieldName',
      `The dollar ($) prefixed field '${name}' is not valid for storage.`,
    );
  }
  if (name.includes('.')) {
    throw new CommandError(57, 'DottedFieldName', `The dotted field '${name}' is not valid for storage.`);
  }
  if (name === '__proto__') throw notSupported('a field named __proto__');
}

function checkType(name: string, value: unknown): void {
  if (value === undefined) throw notSupported(`the undefined value of field '${name}'`);
  typeRank(value);
}
