import { type Document, isDocument } from '../bson.js';

/** Deep copy of documents and arrays; dates, ids and binaries are never changed in place and are shared. */
export function clone<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(clone) as Value;
  if (!isDocument(value)) return value;
  const copy: Document = {};
  for (const name of Object.keys(value)) copy[name] = clone(value[name]);
  return copy as Value;
}
