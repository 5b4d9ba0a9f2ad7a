import { type DynamicModule, Global, Module, type Type } from '@nestjs/common';
import type { AppConfig, JobQueueDriver } from '../config/app-config.js';

/** The one place where an adapter is chosen; each module provides JOB_QUEUE. A client is loaded where it is used. */
const adapters: Record<JobQueueDriver, () => Promise<Type>> = {
  database: async () => (await import('./adapters/database/database-job-queue.module.js')).DatabaseJobQueueModule,
  bull: async () => (await import('./adapters/bull/bull-job-queue.module.js')).BullJobQueueModule,
};

@Global()
@Module({})
export class JobQueueModule {
  static async register(config: AppConfig): Promise<DynamicModule> {
    const adapter = await adapters[config.jobs.driver]();
    return { module: JobQueueModule, imports: [adapter], exports: [adapter] };
  }
}
