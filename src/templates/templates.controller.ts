import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, type SignedInUser } from '../auth/signed-in-user.js';
import { Answers, Problems } from '../common/documented.js';
import { identifier } from '../common/identifier.js';
import { IdempotentCreation } from '../idempotency/idempotent-creation.decorator.js';
import type { Template } from './template.schema.js';
import {
  type TemplateChange,
  templateChangeSchema,
  type TemplateListQuery,
  templateListQuery,
  type TemplatePageResponse,
  templatePageSchema,
  type TemplateResponse,
  templateSchema,
  type TemplateWish,
  templateWishSchema,
} from './templates.schemas.js';
import { TemplatesService } from './templates.service.js';

@ApiTags('templates')
@Problems('UNAUTHENTICATED', 'VALIDATION_FAILED', 'TOO_MANY_REQUESTS')
@Controller('templates')
export class TemplatesController {
  constructor(private readonly templates: TemplatesService) {}

  @Get()
  @ApiOperation({ operationId: 'listTemplates', summary: 'List the looks you keep' })
  @Answers(200, { description: 'A page of your templates.', schema: templatePageSchema })
  async list(
    @CurrentUser() user: SignedInUser,
    @Query({ schema: templateListQuery }) query: TemplateListQuery,
  ): Promise<TemplatePageResponse> {
    const { items, ...page } = await this.templates.list(user.id, query);
    return { ...page, items: items.map(toResponse) };
  }

  @Post()
  @ApiOperation({ operationId: 'createTemplate', summary: 'Keep a look: a preset and what differs from it' })
  @Answers(201, { description: 'The template.', schema: templateSchema })
  @Problems('QUOTA_EXCEEDED', 'CONFLICT', 'IDEMPOTENCY_KEY_REUSED')
  @IdempotentCreation()
  async create(
    @CurrentUser() user: SignedInUser,
    @Body({ schema: templateWishSchema }) wish: TemplateWish,
  ): Promise<TemplateResponse> {
    return toResponse(await this.templates.create(user.id, wish));
  }

  @Patch(':id')
  @ApiOperation({ operationId: 'changeTemplate', summary: 'Rename a template or keep another look under its name' })
  @Answers(200, { description: 'The changed template.', schema: templateSchema })
  @Problems('NOT_FOUND')
  async change(
    @CurrentUser() user: SignedInUser,
    @Param('id', { schema: identifier }) id: string,
    @Body({ schema: templateChangeSchema }) change: TemplateChange,
  ): Promise<TemplateResponse> {
    return toResponse(await this.templates.change(user.id, id, change));
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ operationId: 'deleteTemplate', summary: 'Delete a template; prints made with it stay' })
  @Answers(204, { description: 'It is gone.' })
  @Problems('NOT_FOUND')
  async delete(@CurrentUser() user: SignedInUser, @Param('id', { schema: identifier }) id: string): Promise<void> {
    await this.templates.delete(user.id, id);
  }
}

function toResponse({ id, name, preset, parameters, createdAt }: Template): TemplateResponse {
  return { id, name, preset, parameters, createdAt: createdAt.toISOString() };
}
