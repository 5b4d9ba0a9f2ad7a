import { Readable } from 'node:stream';
import { Controller, Headers, HttpCode, Inject, Put, Query, Req, VERSION_NEUTRAL } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiParam, ApiSecurity, ApiTags } from '@nestjs/swagger';
import { SkipThrottle } from '@nestjs/throttler';
import type { Request } from 'express';
import { z } from 'zod';
import { Public } from '../../../auth/public.decorator.js';
import { AppError } from '../../../common/app-error.js';
import { Consumes } from '../../../common/content-type.guard.js';
import { Answers, Problems } from '../../../common/documented.js';
import { validationError } from '../../../common/schema-validation.pipe.js';
import { PROGRESS_MILLISECONDS, uploadTooSlow, watchProgress } from '../../../common/upload-progress.js';
import { isUploadKey } from '../../storage-keys.js';
import { STORAGE, type StoragePort } from '../../storage.port.js';
import { keyOf } from './file-path.js';
import { UrlSigner } from './url-signer.js';

const MEDIA_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const;

const uploadQuery = z.object({
  bytes: z.coerce.number().int().nonnegative().meta({ description: 'How long the file is.', example: 1_204_331 }),
  mediaType: z.enum(MEDIA_TYPES).meta({ description: 'Its Content-Type.' }),
  expires: z
    .string()
    .regex(/^\d{1,12}$/)
    .meta({ description: 'When the address expires, in seconds since 1970.' }),
  signature: z.string().max(200),
});

type UploadQuery = z.infer<typeof uploadQuery>;

/** Takes in what clients send by themselves to the local disk, as they would to a bucket. */
@Public()
@SkipThrottle()
@ApiTags('files')
@ApiSecurity({})
@Controller({ path: 'files', version: VERSION_NEUTRAL })
export class FileUploadsController {
  /** Keys whose bytes are arriving at this process: one address holds one connection. */
  private readonly arriving = new Set<string>();

  constructor(
    private readonly signer: UrlSigner,
    @Inject(STORAGE) private readonly storage: StoragePort,
  ) {}

  @Put('*key')
  @HttpCode(204)
  @Consumes(...MEDIA_TYPES)
  @ApiOperation({
    operationId: 'putFile',
    summary: 'Send a file, to the address that another answer gave',
    description: 'Once. Where files lie in a bucket, the address is one of the bucket.',
  })
  @ApiParam({ name: 'key', type: String, description: 'Path of the file.' })
  @ApiConsumes(...MEDIA_TYPES)
  @ApiBody({ required: true, schema: { type: 'string', format: 'binary' } })
  @Answers(204, { description: 'The file is stored.' })
  @Problems(
    'MALFORMED_REQUEST',
    'FORBIDDEN',
    'URL_EXPIRED',
    'NOT_FOUND',
    'REQUEST_TIMEOUT',
    'CONFLICT',
    'UNSUPPORTED_MEDIA_TYPE',
    'VALIDATION_FAILED',
    'INSUFFICIENT_STORAGE',
  )
  async put(
    @Req() request: Request,
    @Query({ schema: uploadQuery }) terms: UploadQuery,
    @Headers('content-length') length: string | undefined,
    @Headers('content-type') type: string | undefined,
  ): Promise<void> {
    const key = keyOf(request);
    this.allow(key, terms);
    requireHeader('Content-Type', terms.mediaType, type);
    requireHeader('Content-Length', String(terms.bytes), length);
    if (this.arriving.has(key)) throw new AppError('CONFLICT', 'This file is being sent already.');
    this.arriving.add(key);
    try {
      await this.requireAbsent(key);
      await this.store(key, request, terms.mediaType);
    } finally {
      this.arriving.delete(key);
    }
  }

  private allow(key: string, terms: UploadQuery): void {
    if (!isUploadKey(key)) throw new AppError('NOT_FOUND', 'No file can be sent to this address.');
    const state = this.signer.verifyUpload(key, terms, terms);
    if (state === 'forged') throw new AppError('FORBIDDEN', 'The signature of this address is not valid.');
    if (state === 'expired') throw new AppError('URL_EXPIRED', 'This address has expired. Ask for a new one.');
  }

  private async requireAbsent(key: string): Promise<void> {
    const known = await this.storage.info(key).catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'NOT_FOUND') return undefined;
      throw error;
    });
    if (known) throw new AppError('CONFLICT', 'This file was sent already. Complete its upload.');
  }

  /** HTTP itself keeps the body at its Content-Length; what ends early leaves nothing. */
  private async store(key: string, request: Request, mediaType: string): Promise<void> {
    // A failure of the disk ends the reading alone, so that the client can be told.
    const content = Readable.from(request.iterator({ destroyOnReturn: false }));
    const watch = watchProgress(request, PROGRESS_MILLISECONDS, () => request.destroy(uploadTooSlow()));
    try {
      await this.storage.write(key, content, { mediaType });
    } catch (error) {
      if (error instanceof AppError || request.complete) throw error;
      throw new AppError('REQUEST_ABORTED', 'The upload broke off.', { cause: error });
    } finally {
      clearInterval(watch);
    }
  }
}

function requireHeader(name: string, expected: string, received: string | undefined): void {
  if (received === expected) return;
  const detail = `Expected ${expected}, as the address says, received ${received ?? 'nothing'}.`;
  throw validationError([{ pointer: `/header/${name}`, detail }]);
}
