import type { Document } from './bson.js';

/** A command's refusal with MongoDB's code for it; the driver raises it as MongoServerError. */
export class CommandError extends Error {
  override readonly name = 'CommandError';

  constructor(
    readonly code: number,
    readonly codeName: string,
    message: string,
    /** Further fields of the error reply, such as keyPattern and keyValue. */
    readonly details: Document = {},
  ) {
    super(message);
  }
}

/** The answer to everything that MongoDB has and the product's models do not use. */
export function notSupported(feature: string): CommandError {
  return new CommandError(238, 'NotImplemented', `${feature}: not supported by the embedded store`);
}

export function badValue(message: string): CommandError {
  return new CommandError(2, 'BadValue', message);
}

export function typeMismatch(message: string): CommandError {
  return new CommandError(14, 'TypeMismatch', message);
}
