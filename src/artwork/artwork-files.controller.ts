import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { CurrentUser, type SignedInUser } from '../auth/signed-in-user.js';
import { Problems } from '../common/documented.js';
import { identifier } from '../common/identifier.js';
import { AnswersFile } from '../storage/answers-file.decorator.js';
import { sendObject } from '../storage/send-object.js';
import { STORAGE, type StoragePort } from '../storage/storage.port.js';
import { ArtworkService } from './artwork.service.js';

/** The files of artworks, for clients that send their token; the addresses in an artwork's JSON need none. */
@ApiTags('artworks')
@Problems('UNAUTHENTICATED', 'TOO_MANY_REQUESTS')
@Controller('artworks/:id')
export class ArtworkFilesController {
  constructor(
    private readonly artworks: ArtworkService,
    @Inject(STORAGE) private readonly storage: StoragePort,
  ) {}

  @Get('content')
  @ApiOperation({ operationId: 'getArtworkContent', summary: 'Get the picture of an artwork' })
  @AnswersFile('The picture.', ['image/jpeg', 'image/png', 'image/webp'])
  async content(
    @CurrentUser() viewer: SignedInUser,
    @Param('id', { schema: identifier }) id: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { originalKey, title } = await this.artworks.view(viewer, id);
    await sendObject(this.storage, request, response, originalKey, { fileName: title });
  }

  @Get('thumbnail')
  @ApiOperation({ operationId: 'getArtworkThumbnail', summary: 'Get a small picture of an artwork' })
  @AnswersFile('Longer side at most 480 pixels.', ['image/webp'])
  async thumbnail(
    @CurrentUser() viewer: SignedInUser,
    @Param('id', { schema: identifier }) id: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { thumbnailKey, title } = await this.artworks.view(viewer, id);
    await sendObject(this.storage, request, response, thumbnailKey, { fileName: title });
  }
}
