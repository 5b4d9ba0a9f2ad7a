import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { AppError } from '../common/app-error.js';
import { inLogContext } from '../common/log-context.js';
import { AppConfig } from '../config/app-config.js';
import { JobClock } from '../jobs/job-clock.js';
import { OutboundPost, type Posted } from '../outbound/outbound-post.js';
import { UsersService } from '../users/users.service.js';
import { retryPause } from './delivery-backoff.js';
import { DeliveryClaimsRepository } from './delivery-claims.repository.js';
import { DeliveriesRepository } from './deliveries.repository.js';
import type { ClaimedDelivery, DeliveryFailure, DeliveryOutcome } from './delivery.js';
import { signedHeaders } from './signature.js';
import { attemptMade } from './webhook.metrics.js';
import { signingSecrets, type Webhook } from './webhook.js';
import { WebhooksRepository } from './webhooks.repository.js';

const SLOTS = 8;
/** Slow receivers of one account leave slots to others. */
const SLOTS_OF_OWNER = 2;
const ATTEMPT_MILLISECONDS = 10_000;
const LEASE_MILLISECONDS = 3 * ATTEMPT_MILLISECONDS;
/** A webhook to which nothing could be delivered for so long is disabled. */
const FAILING_MILLISECONDS = 3 * 86_400_000;
const GONE = 410;

/** Sends what is due to the webhooks it is for. */
@Injectable()
export class WebhookDeliverer implements OnApplicationShutdown {
  private readonly logger = new Logger('WebhookDeliverer');
  private readonly outbound: OutboundPost;
  private readonly running = new Map<Promise<void>, string>();

  constructor(
    private readonly config: AppConfig,
    private readonly claims: DeliveryClaimsRepository,
    private readonly deliveries: DeliveriesRepository,
    private readonly webhooks: WebhooksRepository,
    private readonly users: UsersService,
    private readonly clock: JobClock,
  ) {
    const { allowPrivate } = config.webhooks;
    this.outbound = new OutboundPost({ milliseconds: ATTEMPT_MILLISECONDS, allowPrivate });
  }

  onApplicationShutdown(): Promise<void> {
    return this.outbound.close();
  }

  /** Sends what is due, as much at a time as there are slots, until nothing is. */
  async begin(signal: AbortSignal): Promise<void> {
    while (!signal.aborted && this.running.size < SLOTS) {
      const delivery = await this.claims.claim(LEASE_MILLISECONDS, this.busyOwners());
      if (!delivery) return;
      const attempt = this.attempt(delivery).finally(() => {
        this.running.delete(attempt);
        void this.goOn(signal);
      });
      this.running.set(attempt, delivery.ownerId);
    }
  }

  /** Resolves when every attempt in progress has ended. */
  async drained(): Promise<void> {
    await Promise.all(this.running.keys());
  }

  private async goOn(signal: AbortSignal): Promise<void> {
    await this.begin(signal).catch((error: unknown) =>
      this.logger.warn({ err: error }, 'cannot look for the next delivery; the next round does'),
    );
  }

  private busyOwners(): string[] {
    const inHand = [...this.running.values()];
    return [...new Set(inHand)].filter((owner) => inHand.filter((id) => id === owner).length >= SLOTS_OF_OWNER);
  }

  /** What it logs names the job and the request that it tells of. */
  private attempt(delivery: ClaimedDelivery): Promise<void> {
    const { jobId, origin } = delivery;
    return inLogContext({ ...(jobId ? { jobId } : {}), ...origin }, async () => {
      try {
        await this.deliver(delivery);
      } catch (error) {
        const { id: deliveryId } = delivery;
        this.logger.warn({ err: error, deliveryId }, 'what came of a delivery could not be written; it is made again');
      }
    });
  }

  private async deliver(delivery: ClaimedDelivery): Promise<void> {
    const webhook = await this.webhooks.find(delivery.webhookId);
    if (!webhook) return this.deliveries.deleteOfWebhook(delivery.webhookId);
    const refusal = await this.refusal(webhook);
    if (refusal !== undefined) return this.giveUp(delivery, refusal);
    const { messageId, body } = delivery;
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'Artwork-Mapping-Webhooks/1',
      ...signedHeaders(signingSecrets(webhook, this.clock.now()), messageId, new Date(), body),
    };
    const started = performance.now();
    const posted = await this.outbound.post(new URL(webhook.url), headers, body);
    await this.conclude(delivery, webhook, posted, performance.now() - started);
  }

  private async giveUp(delivery: ClaimedDelivery, error: string): Promise<void> {
    this.logger.warn({ ...identify(delivery), failure: error }, 'webhook not told');
    await this.claims.record(delivery, { state: 'failed', error });
  }

  /** Why nothing is sent, whatever is due. */
  private async refusal({ enabled, ownerId }: Webhook): Promise<string | undefined> {
    if (!enabled) return 'The webhook was disabled before it could be told.';
    try {
      const { status } = await this.users.get(ownerId);
      return status === 'active' ? undefined : 'The account was disabled before the webhook could be told.';
    } catch (error) {
      if (error instanceof AppError && error.code === 'NOT_FOUND') return 'The account is closed.';
      throw error;
    }
  }

  private async conclude(
    delivery: ClaimedDelivery,
    webhook: Webhook,
    posted: Posted,
    milliseconds: number,
  ): Promise<void> {
    const outcome = this.outcomeOf(delivery, posted);
    const { state } = outcome;
    attemptMade(state === 'pending' ? 'retried' : state, milliseconds);
    const facts = { ...identify(delivery), ...posted, milliseconds: Math.round(milliseconds) };
    if (state === 'delivered') this.logger.log(facts, 'webhook told');
    else this.logger.warn(facts, state === 'pending' ? 'webhook not told; tries again' : 'webhook not told');
    if (!(await this.claims.record(delivery, outcome))) return;
    await this.judge(webhook, posted, state === 'delivered');
  }

  private outcomeOf({ attempts }: ClaimedDelivery, posted: Posted): DeliveryOutcome {
    if ('failure' in posted) return this.again(attempts, { error: posted.failure, errorCode: posted.code });
    const { status } = posted;
    if (status >= 200 && status < 300) return { state: 'delivered', status };
    const redirects = status >= 300 && status < 400 ? ' Redirects are not followed.' : '';
    const error = `The receiver answered ${status}.${redirects}`;
    return status === GONE ? { state: 'failed', status, error } : this.again(attempts, { status, error });
  }

  private again(attempts: number, why: DeliveryFailure): DeliveryOutcome {
    const pause = retryPause(attempts, this.config.webhooks.retrySeconds);
    if (pause === undefined) return { state: 'failed', ...why };
    return { state: 'pending', ...why, dueAt: this.clock.after(pause) };
  }

  /** What the attempt means for the webhook itself. */
  private async judge({ id, failingSince }: Webhook, posted: Posted, delivered: boolean): Promise<void> {
    const now = this.clock.now();
    if (delivered) {
      if (failingSince) await this.webhooks.setServing(id);
    } else if ('status' in posted && posted.status === GONE) {
      await this.webhooks.disable(id, now, 'The receiver answered 410 (Gone).');
    } else if (!failingSince) {
      await this.webhooks.setFailing(id, now);
    } else if (now.getTime() - failingSince.getTime() >= FAILING_MILLISECONDS) {
      await this.webhooks.disable(id, now, `Nothing could be delivered since ${failingSince.toISOString()}.`);
    }
  }
}

function identify({ id: deliveryId, webhookId, messageId, event, attempts }: ClaimedDelivery) {
  return { deliveryId, webhookId, messageId, event, attempts };
}
