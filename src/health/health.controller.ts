import { Controller, Get, Header, Res, VERSION_NEUTRAL } from '@nestjs/common';
import { ApiOperation, ApiSecurity, ApiTags } from '@nestjs/swagger';
import { SkipThrottle } from '@nestjs/throttler';
import type { Response } from 'express';
import { Public } from '../auth/public.decorator.js';
import { Answers } from '../common/documented.js';
import { livenessSchema, readinessSchema, type ReadinessAnswer } from './health.schemas.js';
import { HealthService } from './health.service.js';

@Public()
@SkipThrottle()
@ApiTags('health')
@ApiSecurity({})
@Controller({ path: 'health', version: VERSION_NEUTRAL })
export class HealthController {
  constructor(private readonly health: HealthService) {}

  @Get('live')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ operationId: 'getLiveness', summary: 'Whether the process runs; asks no dependency' })
  @Answers(200, { description: 'The process runs.', schema: livenessSchema })
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('ready')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ operationId: 'getReadiness', summary: 'Whether the process can serve, dependency by dependency' })
  @Answers(200, { description: 'The process can serve; a degraded dependency is named.', schema: readinessSchema })
  @Answers(503, { description: 'The process cannot serve now.', schema: readinessSchema })
  async ready(@Res({ passthrough: true }) response: Response): Promise<ReadinessAnswer> {
    const answer = await this.health.readinessAnswer();
    if (answer.status === 'error' || answer.status === 'shutting_down')
      response.status(503).setHeader('Retry-After', 5);
    return answer;
  }
}
