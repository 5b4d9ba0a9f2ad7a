import { pipeline } from 'node:stream/promises';
import { Body, Controller, Get, HttpCode, Inject, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { z } from 'zod';
import { CurrentUser, type SignedInUser } from '../auth/signed-in-user.js';
import { Answers, Problems } from '../common/documented.js';
import { PublicAddress } from '../common/public-address.js';
import { RequestSignal } from '../common/request-signal.js';
import { IdempotentCreation } from '../idempotency/idempotent-creation.decorator.js';
import { STORAGE, type StoragePort } from '../storage/storage.port.js';
import { MappingArchive } from './mapping-archive.service.js';
import {
  type ArchiveQuery,
  archiveQuerySchema,
  type MappingBatch,
  mappingBatchSchema,
  mappingListSchema,
} from './mapping-batch.schemas.js';
import { MappingBatchService } from './mapping-batch.service.js';
import { toMappingResponse } from './mapping-response.js';

const ZIP = 'application/zip';

@ApiTags('mappings')
@Problems('UNAUTHENTICATED', 'VALIDATION_FAILED', 'NOT_FOUND', 'TOO_MANY_REQUESTS')
@Controller('mappings')
export class MappingBatchController {
  constructor(
    private readonly batches: MappingBatchService,
    private readonly archive: MappingArchive,
    private readonly address: PublicAddress,
    @Inject(STORAGE) private readonly storage: StoragePort,
  ) {}

  @Post('batch')
  @HttpCode(202)
  @ApiOperation({
    operationId: 'createMappings',
    summary: 'Have one artwork put onto many papers, or many artworks onto one',
    description: 'All of them or, where one cannot be, none. Each is a mapping of its own.',
  })
  @Answers(202, { description: 'The mappings, waiting or in work.', schema: mappingListSchema })
  @Problems('CONFLICT', 'IDEMPOTENCY_KEY_REUSED')
  @IdempotentCreation()
  async create(
    @CurrentUser() user: SignedInUser,
    @Body({ schema: mappingBatchSchema }) batch: MappingBatch,
  ): Promise<z.infer<typeof mappingListSchema>> {
    const created = await this.batches.create(user, batch);
    return { items: created.map((one) => toMappingResponse(one, { storage: this.storage, address: this.address })) };
  }

  @Get('archive')
  @ApiOperation({ operationId: 'downloadMappings', summary: 'Get the pictures of several mappings as one zip file' })
  @Answers(200, { description: 'The archive, made as it is sent.', mediaTypes: [ZIP] })
  @Problems('STATE_CONFLICT')
  async download(
    @CurrentUser() user: SignedInUser,
    @Query({ schema: archiveQuerySchema }) { ids }: ArchiveQuery,
    @RequestSignal() signal: AbortSignal,
    @Res() response: Response,
  ): Promise<void> {
    const content = await this.archive.open(user, ids, signal);
    response.setHeader('Content-Type', ZIP);
    response.setHeader('Content-Disposition', 'attachment; filename="mappings.zip"');
    response.setHeader('Cache-Control', 'no-store');
    await pipeline(content, response).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  }
}
