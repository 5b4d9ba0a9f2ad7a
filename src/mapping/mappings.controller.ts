import { Body, Controller, Delete, Get, Headers, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { permittedOwner } from '../auth/owner-filter.js';
import { CurrentUser, type SignedInUser } from '../auth/signed-in-user.js';
import { Answers, Problems } from '../common/documented.js';
import { identifier } from '../common/identifier.js';
import type { Page } from '../common/listing.js';
import { parsePreferWait } from '../common/prefer.js';
import { PublicAddress } from '../common/public-address.js';
import { RequestSignal } from '../common/request-signal.js';
import { IdempotentCreation } from '../idempotency/idempotent-creation.decorator.js';
import { hasEnded } from '../jobs/job.js';
import { STORAGE, type StoragePort } from '../storage/storage.port.js';
import { toMappingResponse } from './mapping-response.js';
import type { FollowedMapping } from './mapping.js';
import { MappingService } from './mapping.service.js';
import {
  type MappingListQuery,
  mappingListQuery,
  mappingPageSchema,
  type MappingRequest,
  mappingRequestSchema,
  type MappingResponse,
  mappingSchema,
} from './mappings.schemas.js';

const LOCATION = { Location: { description: 'Address of the mapping.', schema: { type: 'string' } } } as const;

@ApiTags('mappings')
@Problems('UNAUTHENTICATED', 'VALIDATION_FAILED', 'TOO_MANY_REQUESTS')
@Controller('mappings')
export class MappingsController {
  constructor(
    private readonly mappings: MappingService,
    private readonly address: PublicAddress,
    @Inject(STORAGE) private readonly storage: StoragePort,
  ) {}

  @Post()
  @ApiOperation({
    operationId: 'createMapping',
    summary: 'Have an artwork put onto a paper',
    description: 'The work is done in the background: follow the mapping at its Location.',
  })
  @ApiHeader({
    name: 'Prefer',
    required: false,
    description: '`wait=N`: answer when the mapping has ended, or after N seconds (60 at most).',
    schema: { type: 'string', example: 'wait=30' },
  })
  @Answers(202, { description: 'The mapping, waiting or in work.', schema: mappingSchema, headers: LOCATION })
  @Answers(201, { description: 'The mapping, ended while you waited.', schema: mappingSchema, headers: LOCATION })
  @Problems('NOT_FOUND', 'CONFLICT', 'IDEMPOTENCY_KEY_REUSED')
  @IdempotentCreation()
  async create(
    @CurrentUser() user: SignedInUser,
    @Body({ schema: mappingRequestSchema }) request: MappingRequest,
    @Headers('prefer') prefer: string | undefined,
    @RequestSignal() signal: AbortSignal,
    @Res({ passthrough: true }) response: Response,
  ): Promise<MappingResponse> {
    const created = await this.mappings.create(user, request);
    const waitSeconds = parsePreferWait(prefer);
    const followed = waitSeconds > 0 ? await this.mappings.whenEnded(created, waitSeconds * 1000, signal) : created;
    if (waitSeconds > 0) response.setHeader('Preference-Applied', `wait=${waitSeconds}`);
    response.setHeader('Location', this.address.api(`/mappings/${followed.mapping.id}`));
    response.status(followed.job && hasEnded(followed.job) ? 201 : 202);
    return this.answer(followed);
  }

  @Get()
  @ApiOperation({ operationId: 'listMappings', summary: 'List mappings, your own where no owner is named' })
  @Answers(200, { description: 'One page of the mappings that match.', schema: mappingPageSchema })
  async list(
    @CurrentUser() user: SignedInUser,
    @Query({ schema: mappingListQuery }) query: MappingListQuery,
  ): Promise<Page<MappingResponse>> {
    const { ownerId: wish, status, artworkId, baseImageId, ...listing } = query;
    const ownerId = permittedOwner(user, wish);
    const filter = {
      ...(ownerId && { ownerId }),
      ...(artworkId && { artworkId }),
      ...(baseImageId && { baseImageId }),
    };
    const page = await this.mappings.list(filter, status, listing);
    return { ...page, items: page.items.map((followed) => this.answer(followed)) };
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getMapping', summary: 'Get a mapping: its status, progress and result' })
  @Answers(200, { description: 'The mapping.', schema: mappingSchema })
  @Problems('NOT_FOUND')
  async get(
    @CurrentUser() user: SignedInUser,
    @Param('id', { schema: identifier }) id: string,
  ): Promise<MappingResponse> {
    return this.answer(await this.mappings.find(user, id));
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @ApiOperation({ operationId: 'cancelMapping', summary: 'Cancel a mapping that waits or is in work' })
  @Answers(200, { description: 'The mapping; one in work stops shortly.', schema: mappingSchema })
  @Problems('NOT_FOUND', 'STATE_CONFLICT')
  async cancel(
    @CurrentUser() user: SignedInUser,
    @Param('id', { schema: identifier }) id: string,
  ): Promise<MappingResponse> {
    return this.answer(await this.mappings.cancel(user, id));
  }

  @Post(':id/retry')
  @HttpCode(202)
  @ApiOperation({ operationId: 'retryMapping', summary: 'Start a failed or cancelled mapping over' })
  @Answers(202, { description: 'The mapping, queued again.', schema: mappingSchema })
  @Problems('NOT_FOUND', 'STATE_CONFLICT')
  async retry(
    @CurrentUser() user: SignedInUser,
    @Param('id', { schema: identifier }) id: string,
  ): Promise<MappingResponse> {
    return this.answer(await this.mappings.retry(user, id));
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ operationId: 'deleteMapping', summary: 'Delete a mapping and its picture' })
  @Answers(204, { description: 'The mapping and its picture are gone.' })
  @Problems('NOT_FOUND')
  async remove(@CurrentUser() user: SignedInUser, @Param('id', { schema: identifier }) id: string): Promise<void> {
    await this.mappings.remove(user, id);
  }

  private answer(followed: FollowedMapping): MappingResponse {
    return toMappingResponse(followed, { storage: this.storage, address: this.address });
  }
}
