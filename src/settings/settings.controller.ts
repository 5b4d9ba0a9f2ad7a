import { createRequire } from 'node:module';
import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { RequireRole } from '../auth/roles.decorator.js';
import { Answers, Problems } from '../common/documented.js';
import { AppConfig } from '../config/app-config.js';
import { type SettingsResponse, settingsSchema } from './settings.schemas.js';

const { version } = createRequire(import.meta.url)('../../package.json') as { version: string };

@ApiTags('operations')
@RequireRole('operator')
@Problems('UNAUTHENTICATED', 'FORBIDDEN', 'TOO_MANY_REQUESTS')
@Controller('settings')
export class SettingsController {
  constructor(private readonly config: AppConfig) {}

  @Get()
  @ApiOperation({ operationId: 'getSettings', summary: 'Adapters, limits and versions in use (operators)' })
  @Answers(200, { description: 'What the configuration says; nothing secret.', schema: settingsSchema })
  get(): SettingsResponse {
    const { role, database, storage, jobs, papers, ai, limits, http, auth, engine } = this.config;
    return {
      version,
      node: process.version,
      role,
      adapters: {
        database: database.uri === undefined ? 'embedded' : 'mongodb',
        storage: storage.driver,
        queue: jobs.driver,
        ai: ai.driver,
        library: papers.library,
      },
      limits: {
        uploadBytes: limits.uploadBytes,
        pixels: limits.pixels,
        userBytes: storage.userMaxBytes,
        requestsPerMinute: http.requestsPerMinute,
        signInsPerMinute: http.signInsPerMinute,
        jobConcurrency: jobs.concurrency,
        jobAttempts: jobs.maxAttempts,
        jobDeadlineMilliseconds: jobs.deadlineMilliseconds,
        engineThreads: engine.threads,
        engineBytes: Math.round(engine.memoryBytes),
        accessTokenSeconds: auth.accessTokenSeconds,
        refreshTokenSeconds: auth.refreshTokenSeconds,
        signedUrlSeconds: storage.signedUrlSeconds,
        aiBudgetMilliseconds: ai.budgetMilliseconds,
      },
    };
  }
}
