import { Body, Controller, Headers, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { CurrentUser, type SignedInUser } from '../../auth/signed-in-user.js';
import { AppError } from '../../common/app-error.js';
import { Answers, Problems } from '../../common/documented.js';
import { identifier } from '../../common/identifier.js';
import { RequestSignal } from '../../common/request-signal.js';
import { IdempotentCreation } from '../../idempotency/idempotent-creation.decorator.js';
import type { UploadedArtworkResponse } from '../artwork.schemas.js';
import { AnswersUploadedArtwork } from '../answers-uploaded-artwork.decorator.js';
import { UploadedArtworkAnswer } from '../uploaded-artwork-answer.js';
import { DirectUploadCompletion } from './direct-upload-completion.js';
import {
  type DirectUploadResponse,
  directUploadSchema,
  type DirectUploadWish,
  directUploadWishSchema,
} from './direct-uploads.schemas.js';
import { DirectUploadsService } from './direct-uploads.service.js';

@ApiTags('artworks')
@Problems('UNAUTHENTICATED', 'VALIDATION_FAILED', 'TOO_MANY_REQUESTS')
@Controller('artworks/uploads')
export class DirectUploadsController {
  constructor(
    private readonly uploads: DirectUploadsService,
    private readonly completion: DirectUploadCompletion,
    private readonly answer: UploadedArtworkAnswer,
  ) {}

  @Post()
  @ApiOperation({
    operationId: 'openArtworkUpload',
    summary: 'Begin to upload an artwork straight to storage',
    description:
      'Gives an address for one file. Send the file there by PUT with the headers given, then complete the upload. ' +
      'At most 20 uploads of an account are open at a time.',
  })
  @Answers(201, { description: 'Where the file goes.', schema: directUploadSchema })
  @Problems(
    'NOT_FOUND',
    'CONFLICT',
    'UPLOAD_TOO_LARGE',
    'VALIDATION_FAILED',
    'QUOTA_EXCEEDED',
    'IDEMPOTENCY_KEY_REUSED',
  )
  @IdempotentCreation()
  async open(
    @CurrentUser() user: SignedInUser,
    @Body({ schema: directUploadWishSchema }) wish: DirectUploadWish,
  ): Promise<DirectUploadResponse> {
    const { upload, address } = await this.uploads.open(user, wish);
    const { url, headers } = address;
    return { id: upload.id, url, method: 'PUT', headers: { ...headers }, expiresAt: upload.expiresAt.toISOString() };
  }

  @Post(':id/complete')
  @ApiOperation({
    operationId: 'completeArtworkUpload',
    summary: 'Make an artwork of a file that was sent to storage',
    description:
      'The file is checked as by `uploadArtwork`, and answered so. Asked again, the answer is the same artwork. A file ' +
      'that is refused is removed: begin a new upload.',
  })
  @AnswersUploadedArtwork()
  @Problems(
    'NOT_FOUND',
    'STATE_CONFLICT',
    'UPLOAD_TOO_LARGE',
    'UNSUPPORTED_MEDIA_TYPE',
    'VALIDATION_FAILED',
    'IMAGE_CORRUPT',
    'IMAGE_TOO_LARGE',
    'QUOTA_EXCEEDED',
    'OVERLOADED',
    'INSUFFICIENT_STORAGE',
  )
  async complete(
    @CurrentUser() user: SignedInUser,
    @Param('id', { schema: identifier }) id: string,
    @Headers('prefer') prefer: string | undefined,
    @RequestSignal() signal: AbortSignal,
    @Res({ passthrough: true }) response: Response,
  ): Promise<UploadedArtworkResponse> {
    const { upload, taken } = await this.completion.complete(user, id, signal);
    const { baseImageId, preset } = upload;
    return this.answer.give(response, user, taken, {
      baseImageId: baseImageId ?? undefined,
      preset: preset ?? undefined,
      prefer,
      signal,
    });
  }

  @Post(':id/cancel')
  @HttpCode(204)
  @ApiOperation({ operationId: 'cancelArtworkUpload', summary: 'Give up an upload that is not completed' })
  @Answers(204, { description: 'Nothing is left of it.' })
  @Problems('NOT_FOUND', 'STATE_CONFLICT')
  async cancel(@CurrentUser() user: SignedInUser, @Param('id', { schema: identifier }) id: string): Promise<void> {
    const upload = await this.uploads.find(user.id, id);
    if (await this.uploads.close(upload)) return;
    throw new AppError('STATE_CONFLICT', 'This upload is completed. Delete its artwork.');
  }
}
