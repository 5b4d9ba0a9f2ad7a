import { Controller, Delete, HttpCode, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { RequireRole } from '../auth/roles.decorator.js';
import { SessionOnly } from '../auth/session-only.decorator.js';
import { CurrentUser, type SignedInUser } from '../auth/signed-in-user.js';
import { Answers, Problems } from '../common/documented.js';
import { identifier } from '../common/identifier.js';
import { AccountRemoval } from './account-removal.service.js';

@ApiTags('users')
@RequireRole('operator')
@SessionOnly()
@Problems('UNAUTHENTICATED', 'FORBIDDEN', 'SESSION_REQUIRED', 'VALIDATION_FAILED', 'TOO_MANY_REQUESTS')
@Controller('users')
export class AccountsController {
  constructor(private readonly removal: AccountRemoval) {}

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'closeUserAccount',
    summary: 'Close an account and delete everything it has (operators)',
  })
  @Answers(204, {
    description:
      'The account is closed. What it had is gone or, where a store does not answer, goes as soon as it does.',
  })
  @Problems('NOT_FOUND', 'LAST_OPERATOR')
  async close(@Param('id', { schema: identifier }) id: string, @CurrentUser() operator: SignedInUser): Promise<void> {
    await this.removal.close(id, operator.id);
  }
}
