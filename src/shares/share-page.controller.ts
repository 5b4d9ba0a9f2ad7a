import { Controller, Get, Header, Param, Res, VERSION_NEUTRAL } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { Public } from '../auth/public.decorator.js';
import { AppError } from '../common/app-error.js';
import { PublicAddress } from '../common/public-address.js';
import { DOCUMENT, readDocument, SHARE_DOCUMENT } from '../web/document.js';
import { printDocument } from './print-document.js';
import { shareToken } from './shares.schemas.js';
import { SharesService } from './shares.service.js';

/** The page behind a link: the web application's document, with the print in it. */
@Public()
@ApiExcludeController()
@Controller({ path: 's', version: VERSION_NEUTRAL })
export class SharePageController {
  constructor(
    private readonly shares: SharesService,
    private readonly address: PublicAddress,
  ) {}

  @Get(':token')
  @Header('Cache-Control', 'no-cache')
  async page(@Param('token') token: string, @Res() response: Response): Promise<void> {
    const print = shareToken.safeParse(token).success ? await this.shares.view(token).catch(absent) : undefined;
    response.status(print ? 200 : 404).type('html');
    if (!print) return void response.send(await readDocument(DOCUMENT));
    response.send(printDocument(await readDocument(SHARE_DOCUMENT), print, this.address.url(`/s/${token}`)));
  }
}

/** The page itself says that there is nothing. */
function absent(error: unknown): undefined {
  if (error instanceof AppError && error.code === 'NOT_FOUND') return undefined;
  throw error;
}
