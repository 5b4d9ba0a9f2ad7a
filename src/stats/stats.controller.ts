import { Controller, Get, Header, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { RequireRole } from '../auth/roles.decorator.js';
import { Answers, Problems } from '../common/documented.js';
import { type StatsQuery, statsQuerySchema, type StatsResponse, statsSchema } from './stats.schemas.js';
import { StatsService } from './stats.service.js';

@ApiTags('operations')
@RequireRole('operator')
@Problems('UNAUTHENTICATED', 'FORBIDDEN', 'VALIDATION_FAILED', 'TOO_MANY_REQUESTS')
@Controller('stats')
export class StatsController {
  constructor(private readonly stats: StatsService) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ operationId: 'getStats', summary: 'How the service is doing (operators)' })
  @Answers(200, { description: 'What the dashboard shows.', schema: statsSchema })
  get(@Query({ schema: statsQuerySchema }) { window }: StatsQuery): Promise<StatsResponse> {
    return this.stats.gather(window);
  }
}
