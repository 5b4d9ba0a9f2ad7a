import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { RequireRole } from '../auth/roles.decorator.js';
import { Answers, Problems } from '../common/documented.js';
import { RetentionService } from './retention.service.js';
import { type RetentionResponse, retentionSchema } from './retention.schemas.js';

@ApiTags('operations')
@RequireRole('operator')
@Problems('UNAUTHENTICATED', 'FORBIDDEN', 'TOO_MANY_REQUESTS')
@Controller('retention')
export class RetentionController {
  constructor(private readonly retention: RetentionService) {}

  @Get()
  @ApiOperation({
    operationId: 'getRetention',
    summary: 'How long what is kept, and what was removed last (operators)',
  })
  @Answers(200, { description: 'Lifetimes and the last sweep.', schema: retentionSchema })
  get(): Promise<RetentionResponse> {
    return this.retention.report();
  }
}
