import { mongo } from 'mongoose';

/** The one copy of BSON in the process is the driver's: values keep their class on both sides of the socket. */
export const { BSON, Binary, BSONRegExp, Long, ObjectId } = mongo;
export type ObjectId = mongo.ObjectId;
export type Binary = mongo.Binary;
export type Long = mongo.Long;

/** A document as it is held in memory: field names in the order they were written. */
export type Document = Record<string, unknown>;

/** Largest document, and the largest batch of a reply, in bytes. */
export const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;

/** Regular expressions stay BSON values, so that a malformed pattern is refused by the query and not by the parser. */
export function deserialize(bytes: Uint8Array): Document {
  return BSON.deserialize(bytes, { bsonRegExp: true });
}

export function serialize(document: Document): Uint8Array {
  return BSON.serialize(document, { ignoreUndefined: false });
}

/** Whether the value is an embedded document, as opposed to a scalar, an array or a BSON type. */
export function isDocument(value: unknown): value is Document {
  if (value === null || typeof value !== 'object') return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Whether the value is an object of query or update operators, such as `{ $gt: 1 }`. */
export function isOperatorObject(value: unknown): value is Document {
  return isDocument(value) && Object.keys(value).some((key) => key.startsWith('$'));
}
