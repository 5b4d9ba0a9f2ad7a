import { Inject, Injectable } from '@nestjs/common';
import { AppError } from '../../common/app-error.js';
import { validationError } from '../../common/schema-validation.pipe.js';
import { TemporaryFiles } from '../../common/temporary-files.js';
import { AppConfig } from '../../config/app-config.js';
import { STORAGE, type StoragePort } from '../../storage/storage.port.js';
import { receiveFile } from '../../uploads/received-file.js';
import { fileTooLarge } from '../../uploads/multipart-problem.js';
import type { Upload } from '../../uploads/upload.js';
import type { DirectUpload } from './direct-upload.js';

/** Brings files that clients have sent to storage to where uploads are checked. */
@Injectable()
export class ArrivedFiles {
  constructor(
    private readonly config: AppConfig,
    private readonly temporaryFiles: TemporaryFiles,
    @Inject(STORAGE) private readonly storage: StoragePort,
  ) {}

  /**
   * The file as any other upload, to be released by the caller; undefined where it has not arrived.
   * @throws AppError VALIDATION_FAILED where it is not what was agreed, UPLOAD_TOO_LARGE, INSUFFICIENT_STORAGE
   */
  async fetch(upload: DirectUpload, signal: AbortSignal): Promise<Upload | undefined> {
    try {
      return await this.read(upload, signal);
    } catch (error) {
      // Also in the middle: another request may have completed the upload.
      if (error instanceof AppError && error.code === 'NOT_FOUND') return undefined;
      throw error;
    }
  }

  private async read({ key, mediaType, ...agreed }: DirectUpload, signal: AbortSignal): Promise<Upload> {
    const { bytes, content } = await this.storage.read(key, undefined, signal);
    const limit = this.config.limits.uploadBytes;
    if (bytes !== agreed.bytes || bytes > limit) {
      content.destroy();
      if (bytes > limit) throw fileTooLarge(limit, String(bytes));
      throw disagreement('bytes', agreed.bytes, bytes);
    }
    const { path, sha256 } = await receiveFile(content, this.temporaryFiles);
    const release = () => this.temporaryFiles.remove(path);
    if (agreed.sha256 !== null && sha256 !== agreed.sha256) {
      await release();
      throw disagreement('sha256', agreed.sha256, sha256);
    }
    return { path, bytes, sha256, fileName: '', announced: mediaType, release };
  }
}

function disagreement(field: string, agreed: string | number, received: string | number): AppError {
  const detail = `The file was announced with ${agreed}, received ${received}.`;
  return validationError([{ pointer: `/${field}`, detail }]);
}
