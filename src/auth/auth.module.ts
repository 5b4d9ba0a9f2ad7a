import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { MongooseModule } from '@nestjs/mongoose';
import { ApiKeysModule } from '../api-keys/api-keys.module.js';
import { ThrottlingGuard } from '../throttling/throttling.guard.js';
import { ThrottlingModule } from '../throttling/throttling.module.js';
import { UsersModule } from '../users/users.module.js';
import { AccessTokenStrategy } from './access-token.strategy.js';
import { AccessTokensModule } from './access-tokens/access-tokens.module.js';
import { AuthController } from './auth.controller.js';
import { AuthService } from './auth.service.js';
import { AuthenticationGuard } from './authentication.guard.js';
import { RoleGuard } from './role.guard.js';
import { SessionGuard } from './session.guard.js';
import { SESSION_MODEL, sessionSchema } from './sessions/session.schema.js';
import { SessionPersonalData } from './sessions/session-personal-data.js';
import { SessionsRepository } from './sessions/sessions.repository.js';
import { SessionsService } from './sessions/sessions.service.js';
import { WebSessionController } from './web-session/web-session.controller.js';

/** The guards run in the order they stand here: a request is counted before the database is asked who makes it. */
@Module({
  imports: [
    AccessTokensModule,
    ApiKeysModule,
    UsersModule,
    ThrottlingModule,
    MongooseModule.forFeature([{ name: SESSION_MODEL, schema: sessionSchema }]),
  ],
  controllers: [AuthController, WebSessionController],
  providers: [
    AuthService,
    SessionsService,
    SessionsRepository,
    SessionPersonalData,
    AccessTokenStrategy,
    { provide: APP_GUARD, useClass: ThrottlingGuard },
    { provide: APP_GUARD, useClass: AuthenticationGuard },
    { provide: APP_GUARD, useClass: RoleGuard },
    { provide: APP_GUARD, useClass: SessionGuard },
  ],
})
export class AuthModule {}
