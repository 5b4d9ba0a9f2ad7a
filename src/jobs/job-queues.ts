import type { AppConfig, JobQueueDriver } from '../config/app-config.js';
import { DatabaseJobQueue } from './adapters/database/database-job-queue.js';
import type { JobQueue } from './job-queue.port.js';

/** One maker for each driver, so that a forgotten one does not compile. */
const makers: Record<JobQueueDriver, (config: AppConfig) => JobQueue> = {
  database: () => new DatabaseJobQueue(),
};

/** The queue that the configuration selects. */
export function makeJobQueue(config: AppConfig): JobQueue {
  return makers[config.jobs.driver](config);
}
