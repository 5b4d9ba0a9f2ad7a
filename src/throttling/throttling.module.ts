import { Module } from '@nestjs/common';
import { ThrottlerModule, type ThrottlerStorage } from '@nestjs/throttler';
import { ApiKeyHolders } from '../api-keys/api-key-holders.js';
import { ApiKeysModule } from '../api-keys/api-keys.module.js';
import { AccessTokensModule } from '../auth/access-tokens/access-tokens.module.js';
import { AccessTokensService } from '../auth/access-tokens/access-tokens.service.js';
import { AppConfig } from '../config/app-config.js';
import { AttemptLimiter } from './attempt-limiter.service.js';
import { MemoryThrottlerStorage } from './memory-throttler-storage.js';
import { Requester } from './requester.js';
import { throttlingOptions } from './throttling.options.js';

const HITS = Symbol('Hits');

/** Where hits are counted: in Redis, where there is one, for all processes. */
@Module({
  providers: [
    {
      provide: HITS,
      inject: [AppConfig],
      useFactory: async ({ redis: { url, keyPrefix } }: AppConfig): Promise<ThrottlerStorage> => {
        if (url === undefined) return new MemoryThrottlerStorage();
        const { SharedThrottlerStorage } = await import('./shared-throttler-storage.js');
        return new SharedThrottlerStorage({ url, keyPrefix });
      },
    },
  ],
  exports: [HITS],
})
class HitsModule {}

@Module({
  imports: [
    ThrottlerModule.forRootAsync({
      imports: [AccessTokensModule, ApiKeysModule, HitsModule],
      inject: [AppConfig, AccessTokensService, ApiKeyHolders, HITS],
      useFactory: (
        config: AppConfig,
        accessTokens: AccessTokensService,
        apiKeyHolders: ApiKeyHolders,
        hits: ThrottlerStorage,
      ) => throttlingOptions(config, new Requester(accessTokens, apiKeyHolders), hits),
    }),
  ],
  providers: [AttemptLimiter],
  exports: [AttemptLimiter],
})
export class ThrottlingModule {}
