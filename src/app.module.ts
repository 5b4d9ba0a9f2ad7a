import { type DynamicModule, Module } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import type { Logger } from 'pino';
import { AuthModule } from './auth/auth.module.js';
import { AccountModule } from './account/account.module.js';
import { ApiKeysModule } from './api-keys/api-keys.module.js';
import { ArtworkModule } from './artwork/artwork.module.js';
import { BaseImagesModule } from './base-images/base-images.module.js';
import { ImagingModule } from './imaging/imaging.module.js';
import { JobQueueModule } from './jobs/job-queue.module.js';
import { JobsModule } from './jobs/jobs.module.js';
import { MappingModule } from './mapping/mapping.module.js';
import { SharesModule } from './shares/shares.module.js';
import { UsersModule } from './users/users.module.js';
import { CommonModule } from './common/common.module.js';
import type { AppConfig } from './config/app-config.js';
import { ConfigModule } from './config/config.module.js';
import { DatabaseModule } from './database/database.module.js';
import { HealthModule } from './health/health.module.js';
import { IdempotencyModule } from './idempotency/idempotency.module.js';
import { MetricsModule } from './metrics/metrics.module.js';
import { RetentionModule } from './retention/retention.module.js';
import { SettingsModule } from './settings/settings.module.js';
import { StatsModule } from './stats/stats.module.js';
import { StorageModule } from './storage/storage.module.js';
import { TemplatesModule } from './templates/templates.module.js';
import { UploadsModule } from './uploads/uploads.module.js';
import { WebhooksModule } from './webhooks/webhooks.module.js';

/** The API process and, with role `all`, its worker. */
@Module({})
export class AppModule {
  static register(config: AppConfig, logger: Logger): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.register(config),
        LoggerModule.forRoot({ pinoHttp: { logger }, useExisting: true, forRoutes: ['{*path}'] }),
        AuthModule,
        ApiKeysModule,
        CommonModule,
        UsersModule,
        MappingModule,
        SharesModule,
        TemplatesModule,
        WebhooksModule,
        JobsModule,
        JobQueueModule.register(config),
        ImagingModule,
        BaseImagesModule,
        ArtworkModule,
        DatabaseModule,
        HealthModule,
        IdempotencyModule,
        MetricsModule,
        StorageModule.register(config),
        UploadsModule,
        StatsModule,
        SettingsModule,
        AccountModule,
        RetentionModule,
      ],
    };
  }
}
