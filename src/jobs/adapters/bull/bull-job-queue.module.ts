import { setTimeout as sleep } from 'node:timers/promises';
import { BullModule, getQueueToken } from '@nestjs/bull';
import { Inject, Logger, Module, type OnApplicationShutdown } from '@nestjs/common';
import type { Queue, QueueOptions } from 'bull';
import type { Redis } from 'ioredis';
import { AppConfig } from '../../../config/app-config.js';
import { openRedis, openWaitingRedis } from '../../../redis/redis-connection.js';
import { JOB_QUEUE } from '../../job-queue.port.js';
import { BullJobQueue } from './bull-job-queue.js';

const QUEUE = 'jobs';
/** For Bull's own goodbye to Redis, which may not answer. */
const CLOSE_MILLISECONDS = 1000;

/** The connections that Bull uses, so that they can be ended. */
class BullConnections {
  private readonly all: Redis[] = [];
  private ended = false;
  private readonly logger = new Logger('JobQueue');

  constructor(private readonly url: string) {}

  readonly open = (type: 'client' | 'subscriber' | 'bclient'): Redis => {
    const redis = type === 'client' ? openRedis(this.url, this.logger) : openWaitingRedis(this.url);
    this.all.push(redis);
    if (this.ended) endForGood(redis);
    return redis;
  };

  end(): void {
    this.ended = true;
    for (const redis of this.all) endForGood(redis);
  }
}

/** Bull connects again while it closes: where Redis is away it would try that for ever. */
function endForGood(redis: Redis): void {
  redis.options.retryStrategy = () => null;
  redis.disconnect();
}

function queueOptions(connections: BullConnections, keyPrefix: string): QueueOptions {
  return {
    prefix: `${keyPrefix}:bull`,
    createClient: connections.open,
    settings: {
      lockDuration: 30_000,
      stalledInterval: 15_000,
      // A call is never given up: whoever takes it again finds the job done, or does it.
      maxStalledCount: Number.MAX_SAFE_INTEGER,
      retryProcessDelay: 1000,
    },
  };
}

const connections = {
  provide: BullConnections,
  inject: [AppConfig],
  useFactory: ({ redis }: AppConfig) => new BullConnections(redis.url!),
};

@Module({ providers: [connections], exports: [BullConnections] })
class BullConnectionsModule {}

const queue = BullModule.registerQueueAsync({
  name: QUEUE,
  imports: [BullConnectionsModule],
  inject: [BullConnections, AppConfig],
  useFactory: (opened: BullConnections, { redis }: AppConfig) => queueOptions(opened, redis.keyPrefix),
});

const jobQueue = {
  provide: JOB_QUEUE,
  inject: [getQueueToken(QUEUE)],
  useFactory: (opened: Queue) => new BullJobQueue(withoutGoodbyeOfNest(opened)),
};

/**
 * Nest would wait for Bull's goodbye for as long as it takes, and it never ends where a connection is ended while Bull opens it
 * again. The module below waits for it, but not for ever.
 */
function withoutGoodbyeOfNest(opened: Queue): Queue {
  return Object.assign(opened, { onApplicationShutdown: undefined });
}

/** Bull on Redis wakes the workers of all processes. */
@Module({ imports: [queue, BullConnectionsModule], providers: [jobQueue], exports: [JOB_QUEUE] })
export class BullJobQueueModule implements OnApplicationShutdown {
  constructor(
    @Inject(JOB_QUEUE) private readonly jobs: BullJobQueue,
    private readonly opened: BullConnections,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    const closed = this.jobs.close();
    await Promise.race([closed, sleep(CLOSE_MILLISECONDS, undefined, { ref: false })]);
    this.opened.end();
    // Bull opens its connection again while it closes.
    void closed.then(() => this.opened.end());
  }
}
