import { Controller, Get, Header, Param, Res, VERSION_NEUTRAL } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { Public } from '../auth/public.decorator.js';
import { AppError } from '../common/app-error.js';
import { PublicAddress } from '../common/public-address.js';
import { readShareDocument } from '../web/document.js';
import { withOpenGraph } from './open-graph.js';
import { shareToken } from './shares.schemas.js';
import { SharesService } from './shares.service.js';

/** The page behind a link: the web application's document, with what other sites show of it (Open Graph). */
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
    const document = await readShareDocument();
    const print = shareToken.safeParse(token).success ? await this.shares.view(token).catch(absent) : undefined;
    response.status(print ? 200 : 404).type('html');
    response.send(print ? withOpenGraph(document, print, this.address.url(`/s/${token}`)) : document);
  }
}

/** The page itself says that there is nothing. */
function absent(error: unknown): undefined {
  if (error instanceof AppError && error.code === 'NOT_FOUND') return undefined;
  throw error;
}
