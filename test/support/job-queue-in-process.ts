import { setTimeout as sleep } from 'node:timers/promises';
import { Test } from '@nestjs/testing';
import { AppConfig } from '../../src/config/app-config.js';
import { ConfigModule } from '../../src/config/config.module.js';
import { parseEnvironment } from '../../src/config/environment.js';
import { JobQueueModule } from '../../src/jobs/job-queue.module.js';
import { JOB_QUEUE, type JobQueue } from '../../src/jobs/job-queue.port.js';
import { until } from './until.js';

export interface OpenedJobQueue {
  readonly queue: JobQueue;
  close(): Promise<void>;
}

/**
 * The queue that these variables select, as the application builds it.
 * @param keyPrefix where queues with the same one are one queue
 */
export async function openJobQueue(variables: Record<string, string>, keyPrefix: string): Promise<OpenedJobQueue> {
  const config = new AppConfig(parseEnvironment({ NODE_ENV: 'test', ...variables }));
  Object.assign(config.redis, { keyPrefix });
  const imports = [ConfigModule.register(config), JobQueueModule.register(config)];
  const app = await Test.createTestingModule({ imports }).setLogger(silent).compile();
  await app.init();
  const queue = app.get<JobQueue>(JOB_QUEUE, { strict: false });
  const close = async () => {
    await queue.stop();
    await app.close();
  };
  return { queue, close };
}

const silent = { log: () => undefined, warn: () => undefined, error: () => undefined };

export async function untilUsable(queue: JobQueue): Promise<void> {
  await until(async () => (await problemOf(queue)) === undefined);
}

/** What the queue's check complains of. */
export function problemOf(queue: JobQueue): Promise<string | undefined> {
  return queue.check(AbortSignal.timeout(2000)).then(
    () => undefined,
    (error: Error) => error.message,
  );
}

/** Stands for the job records: which jobs are due, and what became of them. */
export class Ledger {
  readonly due: string[] = [];
  readonly begun: string[] = [];
  readonly ended: string[] = [];
  concurrent = 0;
  mostConcurrent = 0;
  failing = false;
  asked = 0;

  /** @param work what each job takes: so many milliseconds, or as long as this */
  constructor(private readonly work: number | Promise<void> = 0) {}

  readonly claim = (): Promise<(() => Promise<void>) | undefined> => {
    this.asked++;
    if (this.failing) return Promise.reject(new Error('the database is away'));
    const job = this.due.shift();
    return Promise.resolve(job === undefined ? undefined : () => this.run(job));
  };

  private async run(job: string): Promise<void> {
    this.begun.push(job);
    this.mostConcurrent = Math.max(this.mostConcurrent, ++this.concurrent);
    await (typeof this.work === 'number' ? sleep(this.work) : this.work);
    this.concurrent--;
    this.ended.push(job);
  }
}
