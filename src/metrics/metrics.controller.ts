import { createHash, timingSafeEqual } from 'node:crypto';
import { Controller, Get, Header, Headers, Res, VERSION_NEUTRAL } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { Public } from '../auth/public.decorator.js';
import { AppError } from '../common/app-error.js';
import { AppConfig } from '../config/app-config.js';
import { MetricsPage } from './metrics-page.js';

/** Metrics on the public port, for those who have the token; without one they are not there. */
@Public()
@ApiExcludeController()
@Controller({ version: VERSION_NEUTRAL })
export class MetricsController {
  constructor(
    private readonly config: AppConfig,
    private readonly page: MetricsPage,
  ) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  async metrics(
    @Res({ passthrough: true }) response: Response,
    @Headers('authorization') authorization = '',
  ): Promise<string> {
    const { token } = this.config.metrics;
    if (token === undefined) throw new AppError('NOT_FOUND', 'There is nothing here.');
    if (!isSame(authorization, `Bearer ${token}`)) {
      throw new AppError('UNAUTHENTICATED', 'The metrics need their own bearer token.');
    }
    response.setHeader('Content-Type', this.page.contentType);
    return this.page.text();
  }
}

/** Takes as long whatever the difference. */
function isSame(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}
