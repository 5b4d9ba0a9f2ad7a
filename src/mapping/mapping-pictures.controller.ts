import { Body, Controller, Get, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { CurrentUser, type SignedInUser } from '../auth/signed-in-user.js';
import { Answers, Problems } from '../common/documented.js';
import { identifier } from '../common/identifier.js';
import { RequestSignal } from '../common/request-signal.js';
import { AnswersFile } from '../storage/answers-file.decorator.js';
import { sendObject } from '../storage/send-object.js';
import { STORAGE, type StoragePort } from '../storage/storage.port.js';
import { resultOf } from './mapping-job.js';
import { MappingModels } from './mapping-models.js';
import { MappingService } from './mapping.service.js';
import { type PreviewRequestBody, previewRequestSchema } from './mappings.schemas.js';
import { PreviewService } from './preview.service.js';

@ApiTags('mappings')
@Problems('UNAUTHENTICATED', 'VALIDATION_FAILED', 'NOT_FOUND', 'STATE_CONFLICT', 'TOO_MANY_REQUESTS')
@Controller('mappings')
export class MappingPicturesController {
  constructor(
    private readonly mappings: MappingService,
    private readonly previews: PreviewService,
    private readonly models: MappingModels,
    @Inject(STORAGE) private readonly storage: StoragePort,
  ) {}

  @Post('preview')
  @HttpCode(200)
  @ApiOperation({ operationId: 'previewMapping', summary: 'See at once, in small, what a mapping would look like' })
  @Answers(200, { description: 'The picture; it is not kept.', mediaTypes: ['image/jpeg', 'image/webp'] })
  @Problems('OVERLOADED')
  async preview(
    @CurrentUser() user: SignedInUser,
    @Body({ schema: previewRequestSchema }) request: PreviewRequestBody,
    @RequestSignal() signal: AbortSignal,
    @Res() response: Response,
  ): Promise<void> {
    const { content, mediaType } = await this.previews.render(user, request, signal);
    response.setHeader('Cache-Control', 'no-store').type(mediaType).send(Buffer.from(content));
  }

  @Get(':id/result')
  @ApiOperation({ operationId: 'getMappingResult', summary: 'Get the picture of a mapping' })
  @Answers(303, {
    description: 'The picture lies at a public address.',
    headers: { Location: { description: 'Address of the picture.', schema: { type: 'string' } } },
  })
  @Answers(200, {
    description: 'The picture, where results are private.',
    mediaTypes: ['image/png', 'image/jpeg', 'image/webp', 'image/avif'],
  })
  @Problems('RANGE_NOT_SATISFIABLE')
  async result(
    @CurrentUser() user: SignedInUser,
    @Param('id', { schema: identifier }) id: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { key } = resultOf(await this.mappings.find(user, id));
    const url = this.storage.publicUrl(key);
    if (url === undefined) await sendObject(this.storage, request, response, key);
    else response.redirect(303, url);
  }

  @Get(':id/model.glb')
  @ApiOperation({
    operationId: 'getMappingModel',
    summary: 'Get the mapped sheet as a 3D model',
    description: 'Binary glTF 2.0: the paper’s relief with the mapped picture on it. Made when it is first asked for.',
  })
  @AnswersFile('The model.', ['model/gltf-binary'])
  @Problems('OVERLOADED')
  async model(
    @CurrentUser() user: SignedInUser,
    @Param('id', { schema: identifier }) id: string,
    @RequestSignal() signal: AbortSignal,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const key = await this.models.of(user, id, signal);
    await sendObject(this.storage, request, response, key, { fileName: `mapping ${id}` });
  }
}
