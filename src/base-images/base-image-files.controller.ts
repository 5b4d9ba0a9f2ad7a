import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { CurrentUser, type SignedInUser } from '../auth/signed-in-user.js';
import { AppError } from '../common/app-error.js';
import { Problems } from '../common/documented.js';
import { identifier } from '../common/identifier.js';
import { RequestSignal } from '../common/request-signal.js';
import { AnswersFile } from '../storage/answers-file.decorator.js';
import { sendObject } from '../storage/send-object.js';
import { STORAGE, type StoragePort } from '../storage/storage.port.js';
import type { BaseImage } from './base-image.js';
import { BaseImageService } from './base-image.service.js';
import { PaperModels } from './paper-models.js';

/** The files of base images, for clients that send their token; the addresses in a base image's JSON need none. */
@ApiTags('base images')
@Problems('UNAUTHENTICATED', 'TOO_MANY_REQUESTS')
@Controller('base-images/:id')
export class BaseImageFilesController {
  constructor(
    private readonly baseImages: BaseImageService,
    private readonly models: PaperModels,
    @Inject(STORAGE) private readonly storage: StoragePort,
  ) {}

  @Get('content')
  @ApiOperation({ operationId: 'getBaseImageContent', summary: 'Get the picture of a base image' })
  @AnswersFile('The picture.', ['image/jpeg', 'image/png', 'image/webp'])
  async content(
    @Param('id', { schema: identifier }) id: string,
    @CurrentUser() viewer: SignedInUser,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.send(await this.baseImages.find(viewer, id), 'contentKey', request, response);
  }

  @Get('thumbnail')
  @ApiOperation({ operationId: 'getBaseImageThumbnail', summary: 'Get a small picture of a base image' })
  @AnswersFile('Longer side at most 480 pixels.', ['image/webp'])
  async thumbnail(
    @Param('id', { schema: identifier }) id: string,
    @CurrentUser() viewer: SignedInUser,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.send(await this.baseImages.find(viewer, id), 'thumbnailKey', request, response);
  }

  @Get('relief')
  @ApiOperation({ operationId: 'getBaseImageRelief', summary: 'Get the folds that were found, as a shaded relief' })
  @AnswersFile('Longer side at most 1024 pixels.', ['image/webp'])
  async relief(
    @Param('id', { schema: identifier }) id: string,
    @CurrentUser() viewer: SignedInUser,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.send(await this.baseImages.find(viewer, id), 'reliefKey', request, response);
  }

  @Get('analysis')
  @ApiOperation({
    operationId: 'getBaseImageAnalysis',
    summary: 'Get what the engine knows of the sheet',
    description:
      'White point, light, relief and creases, as the engine itself reads them: what a preview outside needs.',
  })
  @AnswersFile('The analysis in the engine’s binary form.', ['application/octet-stream'])
  async analysis(
    @Param('id', { schema: identifier }) id: string,
    @CurrentUser() viewer: SignedInUser,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.send(await this.baseImages.find(viewer, id), 'analysisKey', request, response);
  }

  @Get('model.glb')
  @ApiOperation({
    operationId: 'getBaseImageModel',
    summary: 'Get the sheet as a 3D model',
    description: 'Binary glTF 2.0: the relief with the picture on it. Made when it is first asked for.',
  })
  @AnswersFile('The model.', ['model/gltf-binary'])
  @Problems('STATE_CONFLICT', 'OVERLOADED')
  async model(
    @Param('id', { schema: identifier }) id: string,
    @CurrentUser() viewer: SignedInUser,
    @RequestSignal() signal: AbortSignal,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const image = await this.baseImages.findReady(viewer, id);
    const key = await this.models.ofPaper(image, signal);
    await sendObject(this.storage, request, response, key, { fileName: image.name });
  }

  private async send(
    image: BaseImage,
    file: 'contentKey' | 'thumbnailKey' | 'reliefKey' | 'analysisKey',
    request: Request,
    response: Response,
  ): Promise<void> {
    const key = image[file];
    if (key === undefined) throw new AppError('NOT_FOUND', 'This base image has no such file yet.');
    await sendObject(this.storage, request, response, key, { fileName: image.name });
  }
}
