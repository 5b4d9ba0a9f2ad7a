import { Module } from '@nestjs/common';
import { UsersModule } from '../users/users.module.js';
import { AccountExport } from './account-export.service.js';
import { AccountKeeper } from './account-keeper.js';
import { AccountRemoval } from './account-removal.service.js';
import { AccountController } from './account.controller.js';
import { AccountsController } from './accounts.controller.js';

/** Leaving: taking away what one has, and closing an account with everything in it. */
@Module({
  imports: [UsersModule],
  controllers: [AccountController, AccountsController],
  providers: [AccountExport, AccountRemoval, AccountKeeper],
})
export class AccountModule {}
