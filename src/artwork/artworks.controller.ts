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
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { CurrentUser, type SignedInUser } from '../auth/signed-in-user.js';
import { paperChoiceSchema } from '../base-images/base-images.schemas.js';
import type { PaperChoice } from '../base-images/paper-choice.js';
import { Answers, Problems } from '../common/documented.js';
import { identifier } from '../common/identifier.js';
import { RequestSignal } from '../common/request-signal.js';
import { AppConfig } from '../config/app-config.js';
import { IdempotentCreation } from '../idempotency/idempotent-creation.decorator.js';
import { STORAGE, type StoragePort } from '../storage/storage.port.js';
import { ReceivesFile } from '../uploads/receives-file.decorator.js';
import { ReceivedFile, type Upload } from '../uploads/upload.js';
import { AnswersUploadedArtwork } from './answers-uploaded-artwork.decorator.js';
import type { Artwork } from './artwork.js';
import { ArtworkPaperService } from './artwork-paper.service.js';
import { toArtworkResponse } from './artwork-response.js';
import { ArtworkService } from './artwork.service.js';
import { ArtworkUploadService } from './artwork-upload.service.js';
import {
  type ArtworkChange,
  artworkChangeSchema,
  type ArtworkFields,
  artworkFieldsSchema,
  type ArtworkPageResponse,
  artworkPageSchema,
  type ArtworkPaperQuery,
  artworkPaperQuerySchema,
  type ArtworkResponse,
  artworkSchema,
  type ArtworksQuery,
  artworksQuerySchema,
  type UploadedArtworkResponse,
} from './artwork.schemas.js';
import { UploadedArtworkAnswer } from './uploaded-artwork-answer.js';

@ApiTags('artworks')
@Problems('UNAUTHENTICATED', 'VALIDATION_FAILED', 'TOO_MANY_REQUESTS')
@Controller('artworks')
export class ArtworksController {
  constructor(
    private readonly artworks: ArtworkService,
    private readonly uploads: ArtworkUploadService,
    private readonly papers: ArtworkPaperService,
    private readonly config: AppConfig,
    private readonly uploaded: UploadedArtworkAnswer,
    @Inject(STORAGE) private readonly storage: StoragePort,
  ) {}

  @Post()
  @ApiOperation({
    operationId: 'uploadArtwork',
    summary: 'Upload an artwork',
    description:
      'JPEG, PNG or WebP. Answers at once, with the paper that was chosen for the artwork or is being prepared. The same ' +
      'file uploaded again gives back the artwork that it is already.',
  })
  @AnswersUploadedArtwork()
  @Problems('NOT_FOUND', 'CONFLICT', 'IDEMPOTENCY_KEY_REUSED')
  @ReceivesFile(artworkFieldsSchema)
  @IdempotentCreation()
  async upload(
    @CurrentUser() user: SignedInUser,
    @ReceivedFile() file: Upload,
    @Body({ schema: artworkFieldsSchema }) { title, baseImageId, preset }: ArtworkFields,
    @Headers('prefer') prefer: string | undefined,
    @RequestSignal() signal: AbortSignal,
    @Res({ passthrough: true }) response: Response,
  ): Promise<UploadedArtworkResponse> {
    await this.papers.check(user, baseImageId);
    const taken = await this.uploads.takeIn(user.id, file, title, signal);
    return this.uploaded.give(response, user, taken, { baseImageId, preset, prefer, signal });
  }

  @Get()
  @ApiOperation({ operationId: 'listArtworks', summary: 'List your artworks' })
  @Answers(200, { description: 'One page of the artworks that match.', schema: artworkPageSchema })
  @Problems('FORBIDDEN')
  async list(
    @CurrentUser() user: SignedInUser,
    @Query({ schema: artworksQuerySchema }) { ownerId, search, ...listing }: ArtworksQuery,
  ): Promise<ArtworkPageResponse> {
    const page = await this.artworks.list(user, { ownerId, search }, listing);
    return { ...page, items: await Promise.all(page.items.map((artwork) => this.answer(artwork))) };
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getArtwork', summary: 'Get an artwork' })
  @Answers(200, { description: 'The artwork.', schema: artworkSchema })
  @Problems('NOT_FOUND')
  async get(
    @CurrentUser() user: SignedInUser,
    @Param('id', { schema: identifier }) id: string,
  ): Promise<ArtworkResponse> {
    return this.answer(await this.artworks.view(user, id));
  }

  @Get(':id/paper')
  @ApiOperation({ operationId: 'getArtworkPaper', summary: 'Get the paper that is chosen for an artwork' })
  @Answers(200, { description: 'The paper, as far as it is known.', schema: paperChoiceSchema })
  @Problems('NOT_FOUND')
  async paper(
    @CurrentUser() user: SignedInUser,
    @Param('id', { schema: identifier }) id: string,
    @Query({ schema: artworkPaperQuerySchema }) { preset }: ArtworkPaperQuery,
  ): Promise<PaperChoice> {
    return this.papers.choose(user, await this.artworks.find(user.id, id), undefined, preset);
  }

  @Patch(':id')
  @ApiOperation({ operationId: 'renameArtwork', summary: 'Change the title of an artwork' })
  @Answers(200, { description: 'The changed artwork.', schema: artworkSchema })
  @Problems('NOT_FOUND')
  async rename(
    @CurrentUser() user: SignedInUser,
    @Param('id', { schema: identifier }) id: string,
    @Body({ schema: artworkChangeSchema }) { title }: ArtworkChange,
  ): Promise<ArtworkResponse> {
    return this.answer(await this.artworks.rename(user.id, id, title));
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ operationId: 'deleteArtwork', summary: 'Delete an artwork; pictures made of it stay' })
  @Answers(204, { description: 'The artwork and its files are gone.' })
  @Problems('NOT_FOUND')
  async remove(@CurrentUser() user: SignedInUser, @Param('id', { schema: identifier }) id: string): Promise<void> {
    await this.artworks.remove(user, id);
  }

  private answer(artwork: Artwork): Promise<ArtworkResponse> {
    return toArtworkResponse(artwork, this.storage, this.config.storage.signedUrlSeconds);
  }
}
