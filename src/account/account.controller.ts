import { pipeline } from 'node:stream/promises';
import { Body, Controller, Delete, Get, HttpCode, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { SessionOnly } from '../auth/session-only.decorator.js';
import { CurrentUser, type SignedInUser } from '../auth/signed-in-user.js';
import { Answers, Problems } from '../common/documented.js';
import { RequestSignal } from '../common/request-signal.js';
import { LimitSignIns } from '../throttling/limit-sign-ins.decorator.js';
import { AccountExport } from './account-export.service.js';
import { AccountRemoval } from './account-removal.service.js';
import { type AccountClosing, accountClosingSchema } from './account.schemas.js';

const ZIP = 'application/zip';

@ApiTags('account')
@SessionOnly()
@Problems('UNAUTHENTICATED', 'SESSION_REQUIRED', 'TOO_MANY_REQUESTS')
@Controller('me')
export class AccountController {
  constructor(
    private readonly removal: AccountRemoval,
    private readonly exports: AccountExport,
  ) {}

  @Get('export')
  @ApiOperation({
    operationId: 'exportAccount',
    summary: 'Get everything you have here as one zip file',
    description:
      'Your artworks, mapped pictures and papers as they are stored, and what is recorded of them, of your account, ' +
      'your links and your API keys as JSON.',
  })
  @Answers(200, { description: 'The archive, made as it is sent.', mediaTypes: [ZIP] })
  async export(
    @CurrentUser() { id }: SignedInUser,
    @RequestSignal() signal: AbortSignal,
    @Res() response: Response,
  ): Promise<void> {
    response.setHeader('Content-Type', ZIP);
    response.setHeader('Content-Disposition', 'attachment; filename="artwork-mapping.zip"');
    response.setHeader('Cache-Control', 'no-store');
    await pipeline(this.exports.open(id, signal), response).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  }

  @Delete()
  @HttpCode(204)
  @LimitSignIns()
  @ApiOperation({
    operationId: 'closeAccount',
    summary: 'Close your account and delete everything you have here',
    description:
      'Artworks, mapped pictures, papers, links, jobs, sessions and API keys. Nothing of it can be had again: get the export first. ' +
      'Every session ends at once and the e-mail address can be registered again.',
  })
  @Answers(204, {
    description:
      'The account is closed. What it had is gone or, where a store does not answer, goes as soon as it does.',
  })
  @Problems('VALIDATION_FAILED', 'LAST_OPERATOR', 'OVERLOADED')
  async close(
    @CurrentUser() { id }: SignedInUser,
    @Body({ schema: accountClosingSchema }) { password }: AccountClosing,
  ): Promise<void> {
    await this.removal.closeOwn(id, password);
  }
}
