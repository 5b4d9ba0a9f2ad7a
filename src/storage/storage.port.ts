import type { Readable } from 'node:stream';

export const STORAGE = Symbol('StoragePort');

/** What is known of a stored object without reading it. */
export interface ObjectInfo {
  readonly bytes: number;
  readonly mediaType: string;
  /** Strong validator, without quotes: differs for each content that lay under the key. */
  readonly etag: string;
  readonly modifiedAt: Date;
}

/** What is known of an object that was just written. */
export type WrittenObject = Omit<ObjectInfo, 'modifiedAt'>;

/** First and last byte, both included and both inside the object. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export interface StoredObject extends ObjectInfo {
  /** The range's bytes, or all. Destroy it when it is not read to its end. */
  readonly content: Readable;
}

export interface WriteOptions {
  readonly mediaType: string;
  readonly signal?: AbortSignal;
}

/** What one object has to be that a client sends by itself. */
export interface UploadTerms {
  /** Exactly so many. */
  readonly bytes: number;
  readonly mediaType: string;
}

/** How a client sends one object by itself: a PUT of its bytes to `url`, with these headers. */
export interface SignedUpload {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Where files lie. Keys are logical paths made by `storage-keys.ts`; an object appears whole or not at all, replaces what
 * was there, and survives a crash once `write` has resolved.
 *
 * Failures are AppErrors: NOT_FOUND for a missing key and only then, INSUFFICIENT_STORAGE for a full disk,
 * DEPENDENCY_UNAVAILABLE for anything that may pass. What the source of a write throws and the reason of an abort come
 * through as they are. A key outside the grammar is a fault of ours and throws a plain error.
 */
export interface StoragePort {
  write(key: string, content: Uint8Array | Readable, options: WriteOptions): Promise<WrittenObject>;
  /** @throws AppError RANGE_NOT_SATISFIABLE for a range that is not inside the object */
  read(key: string, range?: ByteRange, signal?: AbortSignal): Promise<StoredObject>;
  /** The whole object in memory. @throws AppError BODY_TOO_LARGE beyond `maxBytes` */
  readAll(key: string, maxBytes: number, signal?: AbortSignal): Promise<Uint8Array>;
  info(key: string, signal?: AbortSignal): Promise<ObjectInfo>;
  /** Absent keys are no error. */
  remove(key: string, signal?: AbortSignal): Promise<void>;
  /** Every key under a prefix that ends in `/`, in no certain order. */
  list(prefix: string, signal?: AbortSignal): AsyncIterable<ListedObject>;
  /**
   * An absolute URL that reads a private object without signing in, until it expires: at the latest after
   * `expiresInSeconds`, at the earliest after two thirds of that. Within that margin the same URL is given again, so that
   * lists that hold it and pictures behind it can be cached.
   */
  signedUrl(key: string, expiresInSeconds: number): Promise<string>;
  /**
   * Lets a client write one object without signing in, until it expires; what is not as the terms say is refused. For keys of
   * uploads alone: any other is a fault of ours.
   */
  signedUpload(key: string, terms: UploadTerms, expiresInSeconds: number): Promise<SignedUpload>;
  /** An absolute URL that reads a generated picture for good; undefined where the deployment keeps results private. */
  publicUrl(key: string): string | undefined;
  /** Resolves when objects can be written and read. @throws AppError saying in words what is wrong */
  check(signal: AbortSignal): Promise<void>;
}

export interface ListedObject {
  readonly key: string;
  readonly modifiedAt: Date;
}
