import { Inject, Injectable, Logger } from '@nestjs/common';
import { AppError } from '../common/app-error.js';
import { PublicAddress } from '../common/public-address.js';
import { JobClock } from '../jobs/job-clock.js';
import { type EndedJob, JobEndingsRepository } from '../jobs/job-endings.repository.js';
import type { Job } from '../jobs/job.js';
import type { FollowedMapping } from '../mapping/mapping.js';
import { MappingService } from '../mapping/mapping.service.js';
import { STORAGE, type StoragePort } from '../storage/storage.port.js';
import { DeliveriesRepository } from './deliveries.repository.js';
import { endingMessage } from './message.js';
import type { Webhook } from './webhook.js';
import { WebhooksRepository } from './webhooks.repository.js';

const BATCH = 200;

/**
 * Makes deliveries of endings that are still to be told. Any number of processes may do so at once, and one that dies halfway
 * is made up for: a message is one delivery a webhook, however often it is made.
 */
@Injectable()
export class WebhookRelay {
  private readonly logger = new Logger('WebhookRelay');

  constructor(
    private readonly endings: JobEndingsRepository,
    private readonly webhooks: WebhooksRepository,
    private readonly deliveries: DeliveriesRepository,
    private readonly mappings: MappingService,
    private readonly clock: JobClock,
    private readonly address: PublicAddress,
    @Inject(STORAGE) private readonly storage: StoragePort,
  ) {}

  /** @returns how many deliveries were made */
  async relay(signal: AbortSignal): Promise<number> {
    let made = 0;
    let after: string | undefined;
    while (!signal.aborted) {
      const ended = await this.endings.untold(BATCH, after);
      made += await this.relayBatch(ended);
      after = ended.at(-1)?.endings.at(-1)?.id;
      if (ended.length < BATCH) break;
    }
    return made;
  }

  private async relayBatch(ended: readonly EndedJob[]): Promise<number> {
    if (ended.length === 0) return 0;
    const owners = new Set(ended.flatMap(({ job }) => (isMapping(job) && job.ownerId ? [job.ownerId] : [])));
    const webhooks = owners.size > 0 ? await this.webhooks.ofOwners([...owners]) : [];
    const told: EndedJob[] = [];
    let made = 0;
    for (const one of ended) {
      try {
        made += await this.relayOne(
          one,
          webhooks.filter(({ ownerId, enabled }) => enabled && ownerId === one.job.ownerId),
        );
        told.push(one);
      } catch (error) {
        // The others do not wait for it; it is looked at again in the next round.
        this.logger.warn(
          { err: error, jobId: one.job.id },
          'the end of a job could not be made a delivery; tries again',
        );
      }
    }
    if (told.length > 0) await this.endings.told(told);
    return made;
  }

  private async relayOne({ job, endings }: EndedJob, webhooks: readonly Webhook[]): Promise<number> {
    if (webhooks.length === 0 || !isMapping(job)) return 0;
    const followed = await this.followed(job);
    if (!followed) return 0;
    const { storage, address } = this;
    let made = 0;
    for (const ending of endings) {
      const message = endingMessage(followed, ending, { storage, address });
      for (const { id: webhookId, ownerId, events } of webhooks) {
        if (!events.includes(message.event)) continue;
        const { requestId } = job.origin;
        const origin = requestId === undefined ? {} : { requestId };
        const about = { mappingId: followed.mapping.id, jobId: job.id, origin };
        if (await this.deliveries.insert({ webhookId, ownerId, ...message, ...about }, this.clock.now())) made += 1;
      }
    }
    return made;
  }

  /** Nothing is told of a mapping that its owner deleted. */
  private async followed(job: Job<'mapping'>): Promise<FollowedMapping | undefined> {
    try {
      const owner = { id: job.ownerId!, role: 'artist' } as const;
      const { mapping } = await this.mappings.find(owner, job.payload.mappingId);
      return { mapping, job };
    } catch (error) {
      if (error instanceof AppError && error.code === 'NOT_FOUND') return undefined;
      throw error;
    }
  }
}

function isMapping(job: Job): job is Job<'mapping'> {
  return job.kind === 'mapping';
}
