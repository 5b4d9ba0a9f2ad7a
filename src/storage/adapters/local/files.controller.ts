import { Controller, Get, Inject, Query, Req, Res, VERSION_NEUTRAL } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiSecurity, ApiTags } from '@nestjs/swagger';
import { SkipThrottle } from '@nestjs/throttler';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { Public } from '../../../auth/public.decorator.js';
import { AppError } from '../../../common/app-error.js';
import { Problems } from '../../../common/documented.js';
import { AppConfig } from '../../../config/app-config.js';
import { AnswersFile } from '../../answers-file.decorator.js';
import { sendObject } from '../../send-object.js';
import { isPublicKey, isStorageKey } from '../../storage-keys.js';
import { STORAGE, type StoragePort } from '../../storage.port.js';
import { keyOf } from './file-path.js';
import { UrlSigner } from './url-signer.js';

const FOREVER = 'public, max-age=31536000, immutable';

const fileQuery = z.object({
  expires: z
    .string()
    .regex(/^\d{1,12}$/)
    .optional()
    .meta({ description: 'Part of a signed address: when it expires, in seconds since 1970.' }),
  signature: z.string().max(200).optional().meta({ description: 'Part of a signed address.' }),
  download: z
    .string()
    .max(300)
    .optional()
    .meta({ description: 'Name under which the file is to be saved rather than shown.' }),
});

type FileQuery = z.infer<typeof fileQuery>;

/**
 * Files of the local disk: generated pictures for anybody who has their address, everything else by signed address. HEAD is
 * answered by the same route.
 */
@Public()
@SkipThrottle()
@ApiTags('files')
@ApiSecurity({})
@Controller({ path: 'files', version: VERSION_NEUTRAL })
export class FilesController {
  constructor(
    private readonly config: AppConfig,
    private readonly signer: UrlSigner,
    @Inject(STORAGE) private readonly storage: StoragePort,
  ) {}

  @Get('*key')
  @ApiOperation({ operationId: 'getFile', summary: 'A file, by the address that another answer gave' })
  @ApiParam({
    name: 'key',
    type: String,
    description: 'Path of the file; addresses are given by other operations, never built.',
  })
  @AnswersFile('The file.', ['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'application/octet-stream'])
  @Problems('FORBIDDEN', 'URL_EXPIRED', 'VALIDATION_FAILED')
  async get(
    @Req() request: Request,
    @Res() response: Response,
    @Query({ schema: fileQuery }) query: FileQuery,
  ): Promise<void> {
    const key = keyOf(request);
    const cacheControl = this.allow(key, query);
    await sendObject(this.storage, request, response, key, {
      cacheControl,
      ...(query.download === undefined ? {} : { attachment: true, fileName: query.download }),
    });
  }

  /** @returns how the file may be cached @throws AppError where it may not be read */
  private allow(key: string, { expires, signature }: FileQuery): string {
    if (!isStorageKey(key)) throw new AppError('NOT_FOUND', 'There is no such file.');
    if (this.config.storage.publicResults && isPublicKey(key)) return FOREVER;
    if (expires === undefined || signature === undefined) {
      throw new AppError('FORBIDDEN', 'This file is private: it can only be read by a signed address.');
    }
    const state = this.signer.verify(key, { expires, signature });
    if (state === 'forged') throw new AppError('FORBIDDEN', 'The signature of this address is not valid.');
    if (state === 'expired') throw new AppError('URL_EXPIRED', 'This address has expired. Ask for a new one.');
    const secondsLeft = Math.max(0, Math.floor(Number(expires) - Date.now() / 1000));
    return `private, max-age=${secondsLeft}`;
  }
}
