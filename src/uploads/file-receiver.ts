import { Injectable } from '@nestjs/common';
import type { Request, RequestHandler, Response } from 'express';
import multer from 'multer';
import { AppError } from '../common/app-error.js';
import { validationError } from '../common/schema-validation.pipe.js';
import { TemporaryFiles } from '../common/temporary-files.js';
import { PROGRESS_MILLISECONDS, uploadTooSlow, watchProgress } from '../common/upload-progress.js';
import { AppConfig } from '../config/app-config.js';
import { HashingFileStore } from './hashing-file-store.js';
import { FILE_FIELD, fileTooLarge, FORM_LIMITS, toMultipartProblem } from './multipart-problem.js';
import type { ReceivedFileInfo } from './received-file.js';
import type { Upload } from './upload.js';

/** What a form may weigh beside its file: boundaries, headers, text fields. */
const FORM_OVERHEAD_BYTES = 256 * 1024;

/** Reads a multipart form of one file and text fields: the file goes to a temporary one, the fields to `request.body`. */
@Injectable()
export class FileReceiver {
  protected readonly progressMilliseconds: number = PROGRESS_MILLISECONDS;
  private readonly maxFileBytes: number;
  private readonly readForm: RequestHandler;

  constructor(
    config: AppConfig,
    private readonly temporaryFiles: TemporaryFiles,
  ) {
    this.maxFileBytes = config.limits.uploadBytes;
    this.readForm = multer({
      storage: new HashingFileStore(temporaryFiles),
      limits: { ...FORM_LIMITS, fileSize: this.maxFileBytes },
      defParamCharset: 'utf8',
    }).single(FILE_FIELD);
  }

  /**
   * @returns the file; the caller removes it
   * @throws AppError UPLOAD_TOO_LARGE, VALIDATION_FAILED, IMAGE_EMPTY, MALFORMED_REQUEST, REQUEST_TIMEOUT,
   *   REQUEST_ABORTED, INSUFFICIENT_STORAGE
   */
  async receive(request: Request, response: Response): Promise<Omit<Upload, 'release'>> {
    const announced = Number(request.headers['content-length'] ?? 0);
    if (announced > this.maxFileBytes + FORM_OVERHEAD_BYTES) {
      throw fileTooLarge(this.maxFileBytes, `a request of ${announced}`);
    }
    await this.read(request, response);
    if (!request.file) {
      throw validationError([
        { pointer: `/${FILE_FIELD}`, detail: 'Expected a file (a part with a file name), received none.' },
      ]);
    }
    const { path, size, sha256 } = request.file as Express.Multer.File & ReceivedFileInfo;
    if (size === 0) {
      await this.temporaryFiles.remove(path);
      const detail = 'The file is empty.';
      throw new AppError('IMAGE_EMPTY', detail, { errors: [{ pointer: `/${FILE_FIELD}`, detail }] });
    }
    return { path, bytes: size, sha256, fileName: request.file.originalname };
  }

  private async read(request: Request, response: Response): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    let givenUp = false;
    try {
      await new Promise<void>((settle, fail) => {
        timer = watchProgress(request, this.progressMilliseconds, () => {
          givenUp = true;
          // Node leaves a half-read request open after its answer; its end makes the form's reader clean up.
          response.setHeader('Connection', 'close').once('close', () => request.destroy());
          fail(uploadTooSlow());
        });
        this.readForm(request, response, (error?: unknown) => {
          if (givenUp && request.file) void this.temporaryFiles.remove(request.file.path);
          if (error === undefined) settle();
          else fail(error);
        });
      });
    } catch (error) {
      throw toMultipartProblem(error, this.maxFileBytes);
    } finally {
      clearInterval(timer);
    }
  }
}
