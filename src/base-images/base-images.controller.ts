import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Inject,
  Param,
  Patch,
  Post,
  Query,
  Res,
} from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { CurrentUser, type SignedInUser } from '../auth/signed-in-user.js';
import { Answers, Problems } from '../common/documented.js';
import { identifier } from '../common/identifier.js';
import { parsePreferWait } from '../common/prefer.js';
import { PublicAddress } from '../common/public-address.js';
import { RequestSignal } from '../common/request-signal.js';
import { AppConfig } from '../config/app-config.js';
import { IdempotentCreation } from '../idempotency/idempotent-creation.decorator.js';
import { STORAGE, type StoragePort } from '../storage/storage.port.js';
import { ReceivesFile } from '../uploads/receives-file.decorator.js';
import { ReceivedFile, type Upload } from '../uploads/upload.js';
import { toBaseImageResponse } from './base-image-response.js';
import type { BaseImage } from './base-image.js';
import { BaseImageService } from './base-image.service.js';
import {
  type BaseImageChangeBody,
  baseImageChangeSchema,
  type BaseImageFields,
  baseImageFieldsSchema,
  type BaseImagePageResponse,
  baseImagePageSchema,
  type BaseImageResponse,
  baseImageSchema,
  type BaseImagesQuery,
  baseImagesQuerySchema,
  type PaperWishBody,
  paperWishSchema,
} from './base-images.schemas.js';
import { PaperRequestsService } from './paper-requests.service.js';
import { toPaperWish } from './paper-wish.js';
import { PaperUploadService } from './paper-upload.service.js';

/** An upload's analysis is waited for this long unasked: then most answers say `ready`. */
const ANALYSIS_MILLISECONDS = 500;

const PREFER = {
  name: 'Prefer',
  required: false,
  description: '`wait=N`: answer when the base image is ready, or after N seconds (60 at most).',
  schema: { type: 'string' as const, example: 'wait=10' },
};

@ApiTags('base images')
@Problems('UNAUTHENTICATED', 'VALIDATION_FAILED', 'TOO_MANY_REQUESTS')
@Controller('base-images')
export class BaseImagesController {
  constructor(
    private readonly baseImages: BaseImageService,
    private readonly uploads: PaperUploadService,
    private readonly requests: PaperRequestsService,
    private readonly config: AppConfig,
    private readonly address: PublicAddress,
    @Inject(STORAGE) private readonly storage: StoragePort,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listBaseImages', summary: 'List the library and your own base images' })
  @Answers(200, { description: 'One page of the base images that match.', schema: baseImagePageSchema })
  async list(
    @Query({ schema: baseImagesQuerySchema }) query: BaseImagesQuery,
    @CurrentUser() viewer: SignedInUser,
  ): Promise<BaseImagePageResponse> {
    const { owner, source, state, tag, search, ...listing } = query;
    const selection = {
      ...(owner && { owner }),
      ...(source && { source }),
      ...(state && { state }),
      ...(tag && { tag }),
      ...(search && { search }),
    };
    const page = await this.baseImages.list(viewer, selection, listing);
    return { ...page, items: await Promise.all(page.items.map((image) => this.answer(image))) };
  }

  @Post()
  @ApiOperation({ operationId: 'uploadBaseImage', summary: 'Upload a photograph of paper' })
  @ApiHeader(PREFER)
  @Answers(201, { description: 'The base image; its analysis may still be under way.', schema: baseImageSchema })
  @Problems('CONFLICT', 'IDEMPOTENCY_KEY_REUSED')
  @ReceivesFile(baseImageFieldsSchema)
  @IdempotentCreation()
  async upload(
    @CurrentUser() user: SignedInUser,
    @ReceivedFile() file: Upload,
    @Body({ schema: baseImageFieldsSchema }) fields: BaseImageFields,
    @Headers('prefer') prefer: string | undefined,
    @RequestSignal() signal: AbortSignal,
  ): Promise<BaseImageResponse> {
    const image = await this.uploads.takeIn(user, file, fields.name, signal);
    return this.answerWhenDone(user, image, Math.max(parsePreferWait(prefer) * 1000, ANALYSIS_MILLISECONDS), signal);
  }

  @Post('generate')
  @HttpCode(202)
  @ApiOperation({
    operationId: 'generateBaseImage',
    summary: 'Have a paper made: by AI, or by the engine where there is no AI',
  })
  @ApiHeader(PREFER)
  @Answers(202, {
    description: 'The base image, which is being made.',
    schema: baseImageSchema,
    headers: { Location: { description: 'Address of the base image.', schema: { type: 'string' } } },
  })
  @Problems('CONFLICT', 'IDEMPOTENCY_KEY_REUSED', 'QUOTA_EXCEEDED')
  @IdempotentCreation()
  async generate(
    @CurrentUser() user: SignedInUser,
    @Body({ schema: paperWishSchema }) wish: PaperWishBody,
    @Headers('prefer') prefer: string | undefined,
    @RequestSignal() signal: AbortSignal,
    @Res({ passthrough: true }) response: Response,
  ): Promise<BaseImageResponse> {
    const image = await this.requests.request(user, toPaperWish(wish));
    response.setHeader('Location', this.address.api(`/base-images/${image.id}`));
    return this.answerWhenDone(user, image, parsePreferWait(prefer) * 1000, signal);
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getBaseImage', summary: 'Get a base image' })
  @Answers(200, { description: 'The base image.', schema: baseImageSchema })
  @Problems('NOT_FOUND')
  async get(
    @Param('id', { schema: identifier }) id: string,
    @CurrentUser() viewer: SignedInUser,
  ): Promise<BaseImageResponse> {
    return this.answer(await this.baseImages.find(viewer, id));
  }

  @Patch(':id')
  @ApiOperation({
    operationId: 'changeBaseImage',
    summary: 'Change name, tags, placement, whether it is enabled or the default',
  })
  @Answers(200, { description: 'The changed base image.', schema: baseImageSchema })
  @Problems('NOT_FOUND', 'FORBIDDEN')
  async change(
    @Param('id', { schema: identifier }) id: string,
    @Body({ schema: baseImageChangeSchema }) change: BaseImageChangeBody,
    @CurrentUser() user: SignedInUser,
  ): Promise<BaseImageResponse> {
    return this.answer(await this.baseImages.change(user, id, change));
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ operationId: 'deleteBaseImage', summary: 'Delete a base image; mappings made with it stay' })
  @Answers(204, { description: 'It is gone.' })
  @Problems('NOT_FOUND', 'FORBIDDEN')
  async remove(@Param('id', { schema: identifier }) id: string, @CurrentUser() user: SignedInUser): Promise<void> {
    await this.baseImages.remove(user, id);
  }

  private async answerWhenDone(
    user: SignedInUser,
    image: BaseImage,
    milliseconds: number,
    signal: AbortSignal,
  ): Promise<BaseImageResponse> {
    if (milliseconds === 0) return this.answer(image);
    await this.uploads.untilDone(image, milliseconds, signal);
    return this.answer(await this.baseImages.find(user, image.id));
  }

  private answer(image: BaseImage): Promise<BaseImageResponse> {
    return toBaseImageResponse(image, this.storage, this.config.storage.signedUrlSeconds);
  }
}
