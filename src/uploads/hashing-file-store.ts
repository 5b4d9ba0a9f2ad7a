import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { callbackify } from 'node:util';
import type { Request } from 'express';
import type { StorageEngine } from 'multer';
import type { TemporaryFiles } from '../common/temporary-files.js';

/** What is known of a file once it has arrived. */
export interface ReceivedFileInfo {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
}

type FileCallback = (error?: unknown, info?: Partial<Express.Multer.File> & ReceivedFileInfo) => void;

/** Streams each file to a temporary one and hashes it on the way. What does not arrive whole leaves nothing. */
export class HashingFileStore implements StorageEngine {
  constructor(private readonly temporaryFiles: TemporaryFiles) {}

  _handleFile(_request: Request, file: Express.Multer.File, done: FileCallback): void {
    callbackify(() => this.receive(file))(done);
  }

  _removeFile(_request: Request, file: Express.Multer.File, done: (error: Error | null) => void): void {
    callbackify(() => this.temporaryFiles.remove(file.path))(done);
  }

  private async receive(file: Express.Multer.File): Promise<ReceivedFileInfo> {
    const path = await this.temporaryFiles.path();
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
      await pipeline(file.stream, meter, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
      return { path, size, sha256: hash.digest('hex') };
    } catch (error) {
      await this.temporaryFiles.remove(path);
      throw error;
    }
  }
}
