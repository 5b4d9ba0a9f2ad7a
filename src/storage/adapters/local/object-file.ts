import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { addAbortSignal, Readable } from 'node:stream';
import { toStorageFailure } from './storage-failure.js';

/**
 * How an object lies on disk: its content, then a footer of fixed length that says what it is. One file holds both, so one
 * rename puts both in place; the content comes first, so the file opens as the picture it is.
 */
export interface ObjectFooter {
  readonly mediaType: string;
  readonly sha256: string;
  readonly bytes: number;
}

const VERSION = 1;

/** The footer is JSON on one line, filled up with spaces. */
const FOOTER_BYTES = 256;

/** Hashing one slice is a fraction of a millisecond; the event loop runs in between. */
const SLICE_BYTES = 256 * 1024;

/**
 * Writes content and footer to a new file and waits until the disk has them.
 * @throws AppError for failures of the disk; what the source throws comes through, an abort as its signal's reason
 */
export async function writeObjectFile(
  path: string,
  content: Uint8Array | Readable,
  mediaType: string,
  signal: AbortSignal | undefined,
): Promise<ObjectFooter> {
  signal?.throwIfAborted();
  const source = content instanceof Readable ? content : Readable.from(slices(content));
  // Reading meets a failure of the source again; without a listener one that comes before would end the process.
  source.on('error', () => undefined);
  if (signal) addAbortSignal(signal, source);
  const file = await open(path, 'wx', 0o600).catch(rethrowFailure);
  try {
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const chunk of source as AsyncIterable<Uint8Array>) {
      bytes += chunk.length;
      hash.update(chunk);
      await file.writeFile(chunk).catch(rethrowFailure);
    }
    signal?.throwIfAborted();
    const footer = { mediaType, sha256: hash.digest('hex'), bytes };
    await file.writeFile(encodeFooter(footer)).catch(rethrowFailure);
    await file.sync().catch(rethrowFailure);
    return footer;
  } finally {
    await file.close();
  }
}

/** @throws Error where the file is not a whole object */
export async function readFooter(file: FileHandle, fileBytes: number): Promise<ObjectFooter> {
  const { buffer } = await file.read(
    Buffer.alloc(FOOTER_BYTES),
    0,
    FOOTER_BYTES,
    Math.max(0, fileBytes - FOOTER_BYTES),
  );
  const footer = parse(buffer);
  if (footer?.version !== VERSION || footer.bytes !== fileBytes - FOOTER_BYTES) {
    throw new Error('a stored file is damaged: its footer does not fit its content');
  }
  return { mediaType: footer.mediaType, sha256: footer.sha256, bytes: footer.bytes };
}

function encodeFooter(footer: ObjectFooter): Buffer {
  const line = JSON.stringify({ version: VERSION, ...footer });
  if (Buffer.byteLength(line) > FOOTER_BYTES - 2) throw new Error(`the media type is too long: ${footer.mediaType}`);
  return Buffer.from(`\n${line.padEnd(FOOTER_BYTES - 2)}\n`);
}

function parse(buffer: Buffer): (ObjectFooter & { version: number }) | undefined {
  try {
    return JSON.parse(buffer.toString('utf8')) as ObjectFooter & { version: number };
  } catch {
    return undefined;
  }
}

function* slices(content: Uint8Array): Iterable<Uint8Array> {
  for (let start = 0; start < content.length; start += SLICE_BYTES) yield content.subarray(start, start + SLICE_BYTES);
}

function rethrowFailure(error: unknown): never {
  throw toStorageFailure(error);
}
