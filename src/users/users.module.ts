import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { FirstOperatorService } from './first-operator.service.js';
import { OPERATOR_LEDGER_MODEL, operatorLedgerSchema } from './operator-ledger.schema.js';
import { OperatorLedgerRepository } from './operator-ledger.repository.js';
import { PasswordHasher } from './password-hasher.js';
import { USER_MODEL, userSchema } from './user.schema.js';
import { UsersBootstrapService } from './users-bootstrap.service.js';
import { UserStandingService } from './user-standing.service.js';
import { UsersController } from './users.controller.js';
import { UsersRepository } from './users.repository.js';
import { UsersService } from './users.service.js';

@Module({
  imports: [
    MongooseModule.forFeature([
      { name: USER_MODEL, schema: userSchema },
      { name: OPERATOR_LEDGER_MODEL, schema: operatorLedgerSchema },
    ]),
  ],
  controllers: [UsersController],
  providers: [
    UsersRepository,
    OperatorLedgerRepository,
    PasswordHasher,
    UsersService,
    UserStandingService,
    FirstOperatorService,
    UsersBootstrapService,
  ],
  exports: [UsersService, UserStandingService, FirstOperatorService],
})
export class UsersModule {}
