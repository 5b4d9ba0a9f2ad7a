import { Controller, Delete, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiSecurity, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Public } from '../auth/public.decorator.js';
import { CurrentUser, type SignedInUser } from '../auth/signed-in-user.js';
import { Answers, Problems } from '../common/documented.js';
import { identifier } from '../common/identifier.js';
import { PublicAddress } from '../common/public-address.js';
import { RequestSignal } from '../common/request-signal.js';
import { AnswersFile } from '../storage/answers-file.decorator.js';
import { sendObject } from '../storage/send-object.js';
import { STORAGE, type StoragePort } from '../storage/storage.port.js';
import type { Share } from './share.schema.js';
import {
  type SharedPrint,
  sharedPrintSchema,
  type ShareListQuery,
  shareListQuery,
  sharePageSchema,
  type SharePageResponse,
  type ShareResponse,
  shareSchema,
  shareToken,
} from './shares.schemas.js';
import { SharesService } from './shares.service.js';

/** It does not change; a link that is withdrawn stops soon. */
const FLAT_CACHE = 'private, max-age=300';
const CARD_CACHE = 'public, max-age=300';

@ApiTags('shares')
@Problems('VALIDATION_FAILED', 'NOT_FOUND', 'TOO_MANY_REQUESTS')
@Controller()
export class SharesController {
  constructor(
    private readonly shares: SharesService,
    private readonly address: PublicAddress,
    @Inject(STORAGE) private readonly storage: StoragePort,
  ) {}

  @Post('mappings/:id/share')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'shareMapping',
    summary: 'Show a finished mapping to everybody who has the link',
    description: 'Asked again, it answers with the same link.',
  })
  @Answers(200, { description: 'The link.', schema: shareSchema })
  @Problems('UNAUTHENTICATED', 'STATE_CONFLICT')
  async open(
    @CurrentUser() user: SignedInUser,
    @Param('id', { schema: identifier }) id: string,
  ): Promise<ShareResponse> {
    return this.response(await this.shares.open(user, id));
  }

  @Get('shares')
  @ApiOperation({ operationId: 'listShares', summary: 'List the links to your mappings' })
  @Answers(200, { description: 'A page of your links.', schema: sharePageSchema })
  @Problems('UNAUTHENTICATED')
  async list(
    @CurrentUser() user: SignedInUser,
    @Query({ schema: shareListQuery }) query: ShareListQuery,
  ): Promise<SharePageResponse> {
    const { items, ...page } = await this.shares.list(user, query);
    return { ...page, items: items.map((share) => this.response(share)) };
  }

  @Delete('mappings/:id/share')
  @HttpCode(204)
  @ApiOperation({ operationId: 'withdrawShare', summary: 'Withdraw the link to a mapping' })
  @Answers(204, { description: 'The link leads nowhere from now on.' })
  @Problems('UNAUTHENTICATED')
  async close(@CurrentUser() user: SignedInUser, @Param('id', { schema: identifier }) id: string): Promise<void> {
    await this.shares.close(user, id);
  }

  @Get('shares/:token')
  @Public()
  @ApiSecurity({})
  @ApiOperation({ operationId: 'getSharedPrint', summary: 'Get what is behind a link; needs no account' })
  @Answers(200, { description: 'The print.', schema: sharedPrintSchema })
  async view(@Param('token', { schema: shareToken }) token: string): Promise<SharedPrint> {
    return this.shares.view(token);
  }

  @Get('shares/:token/flat')
  @Public()
  @ApiSecurity({})
  @ApiOperation({
    operationId: 'getSharedFlat',
    summary: 'Get the art behind a link, flat, where the print is; needs no account',
  })
  @Answers(200, { description: 'The picture, of the print’s proportions.', mediaTypes: ['image/webp'] })
  @Problems('STATE_CONFLICT', 'OVERLOADED')
  async flat(
    @Param('token', { schema: shareToken }) token: string,
    @RequestSignal() signal: AbortSignal,
    @Res() response: Response,
  ): Promise<void> {
    const { content, mediaType } = await this.shares.flat(token, signal);
    response.setHeader('Cache-Control', FLAT_CACHE).type(mediaType).send(Buffer.from(content));
  }

  @Get('shares/:token/card')
  @Public()
  @ApiSecurity({})
  @ApiOperation({
    operationId: 'getSharedCard',
    summary: 'Get the print behind a link as other sites show it; needs no account',
    description: 'JPEG, longer side at most 1,200 pixels (480 of an AVIF). Made when it is first asked for.',
  })
  @AnswersFile('The picture.', ['image/jpeg'])
  @Problems('OVERLOADED')
  async card(
    @Param('token', { schema: shareToken }) token: string,
    @RequestSignal() signal: AbortSignal,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const key = await this.shares.card(token, signal);
    await sendObject(this.storage, request, response, key, { cacheControl: CARD_CACHE, fileName: 'print' });
  }

  private response({ token, mappingId, createdAt }: Share): ShareResponse {
    return { token, mappingId, url: this.address.url(`/s/${token}`), createdAt: createdAt.toISOString() };
  }
}
