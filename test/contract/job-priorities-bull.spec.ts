import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { JOB_PRIORITY } from '../../src/jobs/job.js';
import { JOB_QUEUE, type JobQueue } from '../../src/jobs/job-queue.port.js';
import type { MappingResult } from '../../src/mapping/mapping-job.js';
import { untilUsable } from '../support/job-queue-in-process.js';
import { JobsCluster, type JobsProcess } from '../support/jobs-in-process.js';
import { describeWithService } from '../support/real-service.js';
import { until } from '../support/until.js';

describeWithService(
  'jobs of different priority, workers woken by Bull',
  ['TEST_REDIS_URL'],
  ({ TEST_REDIS_URL: url }) => {
    const keyPrefix = `priorities-${randomUUID()}`;
    const order: string[] = [];
    let redis: Redis;
    let cluster: JobsCluster;
    let api: JobsProcess;

    beforeAll(async () => {
      redis = new Redis(url);
      cluster = await JobsCluster.open();
      api = await cluster.start(() => Promise.reject(new Error('an API runs no jobs')), {
        role: 'api',
        driver: 'bull',
        redis: { url, keyPrefix },
      });
    });
    afterAll(async () => {
      await cluster.close();
      const left = await redis.keys(`${keyPrefix}*`);
      if (left.length > 0) await redis.del(left);
      await redis.quit();
    });

    it('run previews first, single mappings next, batches last, whatever came first', async () => {
      let release = (): void => undefined;
      const held = new Promise<void>((settle) => (release = settle));
      const worker = await cluster.start(
        async (_payload, { jobId }) => {
          order.push(jobId);
          await held;
          return { key: 'a/b.png' } as MappingResult;
        },
        { role: 'worker', concurrency: 1, driver: 'bull', redis: { url, keyPrefix } },
      );
      for (const process of [api, worker]) await untilUsable(process.get<JobQueue>(JOB_QUEUE));
      const { id: first } = await api.enqueue(JOB_PRIORITY.batch);
      await until(() => order.length === 1);
      const ids: Record<string, string> = {};
      for (const kind of ['batch', 'single', 'preview'] as const)
        ids[kind] = (await api.enqueue(JOB_PRIORITY[kind])).id;
      // Bull counts the calls it is given: each came through Redis.
      await until(async () => Number(await redis.get(`${keyPrefix}:bull:jobs:id`)) >= 4);
      release();
      await until(() => order.length === 4);
      expect(order).toEqual([first, ids['preview'], ids['single'], ids['batch']]);
    });
  },
);
