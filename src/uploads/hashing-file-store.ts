import { callbackify } from 'node:util';
import type { Request } from 'express';
import type { StorageEngine } from 'multer';
import type { TemporaryFiles } from '../common/temporary-files.js';
import { type ReceivedFileInfo, receiveFile } from './received-file.js';

type FileCallback = (error?: unknown, info?: Partial<Express.Multer.File> & ReceivedFileInfo) => void;

/** Where the multipart reader puts files. */
export class HashingFileStore implements StorageEngine {
  constructor(private readonly temporaryFiles: TemporaryFiles) {}

  _handleFile(_request: Request, file: Express.Multer.File, done: FileCallback): void {
    callbackify(() => receiveFile(file.stream, this.temporaryFiles))(done);
  }

  _removeFile(_request: Request, file: Express.Multer.File, done: (error: Error | null) => void): void {
    callbackify(() => this.temporaryFiles.remove(file.path))(done);
  }
}
