import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../common/app-error.js';
import type { TemporaryFiles } from '../common/temporary-files.js';

/** What is known of a file once it has arrived. */
export interface ReceivedFileInfo {
  readonly path: string;
  readonly size: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/**
 * Streams a file to a temporary one, which the caller removes, and hashes it on the way. What does not arrive whole leaves
 * nothing.
 * @throws AppError INSUFFICIENT_STORAGE, and what the source throws
 */
export async function receiveFile(source: Readable, temporaryFiles: TemporaryFiles): Promise<ReceivedFileInfo> {
  const path = await temporaryFiles.path();
  const hash = createHash('sha256');
  let size = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      size += chunk.length;
      hash.update(chunk);
      next(null, chunk);
    },
  });
  try {
    await pipeline(source, meter, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
    return { path, size, sha256: hash.digest('hex') };
  } catch (error) {
    await temporaryFiles.remove(path);
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOSPC' && code !== 'EDQUOT') throw error;
    throw new AppError('INSUFFICIENT_STORAGE', 'There is no space left to take the file in.', { cause: error });
  }
}
