import { type DynamicModule, Global, Module, type Type } from '@nestjs/common';
import type { AppConfig, JobQueueDriver } from '../config/app-config.js';
import { BullJobQueueModule } from './adapters/bull/bull-job-queue.module.js';
import { DatabaseJobQueueModule } from './adapters/database/database-job-queue.module.js';

/** The one place where an adapter is chosen; each module provides JOB_QUEUE. */
const adapters: Record<JobQueueDriver, Type> = {
  database: DatabaseJobQueueModule,
  bull: BullJobQueueModule,
};

@Global()
@Module({})
export class JobQueueModule {
  static register(config: AppConfig): DynamicModule {
    const adapter = adapters[config.jobs.driver];
    return { module: JobQueueModule, imports: [adapter], exports: [adapter] };
  }
}
