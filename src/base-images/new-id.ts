import { Types } from 'mongoose';

/** A new record's id, known before the record is written. */
export function newId(): string {
  return new Types.ObjectId().toHexString();
}
