import { Module } from '@nestjs/common';
import { ThrottlerModule } from '@nestjs/throttler';
import { AccessTokensModule } from '../auth/access-tokens/access-tokens.module.js';
import { AccessTokensService } from '../auth/access-tokens/access-tokens.service.js';
import { AppConfig } from '../config/app-config.js';
import { AttemptLimiter } from './attempt-limiter.service.js';
import { Requester } from './requester.js';
import { throttlingOptions } from './throttling.options.js';

@Module({
  imports: [
    ThrottlerModule.forRootAsync({
      imports: [AccessTokensModule],
      inject: [AppConfig, AccessTokensService],
      useFactory: (config: AppConfig, accessTokens: AccessTokensService) =>
        throttlingOptions(config, new Requester(accessTokens)),
    }),
  ],
  providers: [AttemptLimiter],
  exports: [AttemptLimiter],
})
export class ThrottlingModule {}
