import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Database } from '../database/database.js';
import { FirstOperatorService } from './first-operator.service.js';
import { UserStandingService } from './user-standing.service.js';

/** What accounts need at every start: changes that a crash cut off carried out, and the first operator. */
@Injectable()
export class UsersBootstrapService implements OnApplicationBootstrap {
  constructor(
    private readonly database: Database,
    private readonly standing: UserStandingService,
    private readonly firstOperator: FirstOperatorService,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.database.atStart('accounts', async () => {
      await this.standing.finishAnnounced();
      await this.firstOperator.ensure();
    });
  }
}
