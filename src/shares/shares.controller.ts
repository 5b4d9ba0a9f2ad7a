import { Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiSecurity, ApiTags } from '@nestjs/swagger';
import { Public } from '../auth/public.decorator.js';
import { CurrentUser, type SignedInUser } from '../auth/signed-in-user.js';
import { Answers, Problems } from '../common/documented.js';
import { identifier } from '../common/identifier.js';
import { PublicAddress } from '../common/public-address.js';
import { type SharedPrint, sharedPrintSchema, type ShareResponse, shareSchema, shareToken } from './shares.schemas.js';
import { SharesService } from './shares.service.js';

@ApiTags('shares')
@Problems('VALIDATION_FAILED', 'NOT_FOUND', 'TOO_MANY_REQUESTS')
@Controller()
export class SharesController {
  constructor(
    private readonly shares: SharesService,
    private readonly address: PublicAddress,
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
    const { token, mappingId, createdAt } = await this.shares.open(user, id);
    return { token, mappingId, url: this.address.url(`/s/${token}`), createdAt: createdAt.toISOString() };
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
}
