import { Injectable } from '@nestjs/common';
import { AppError } from '../common/app-error.js';
import type { Listing, Page } from '../common/listing.js';
import { AppConfig } from '../config/app-config.js';
import { JobClock } from '../jobs/job-clock.js';
import { DeliveriesRepository } from './deliveries.repository.js';
import type { Delivery, DeliveryState } from './delivery.js';
import { pingMessage } from './message.js';
import { newSecret } from './signature.js';
import type { Webhook } from './webhook.js';
import { WebhookDispatcher } from './webhook-dispatcher.js';
import { requireWebhookUrl } from './webhook-url.js';
import { WebhooksRepository } from './webhooks.repository.js';
import type { WebhookChange, WebhookWish } from './webhooks.schemas.js';

const MAX_WEBHOOKS = 10;
/** How long a replaced secret signs beside the new one. */
const OVERLAP_MILLISECONDS = 86_400_000;

/** Webhooks as their owners see them: registering them, and what they were told. */
@Injectable()
export class WebhooksService {
  constructor(
    private readonly webhooks: WebhooksRepository,
    private readonly deliveries: DeliveriesRepository,
    private readonly dispatcher: WebhookDispatcher,
    private readonly config: AppConfig,
    private readonly clock: JobClock,
  ) {}

  list(ownerId: string, listing: Listing): Promise<Page<Webhook>> {
    return this.webhooks.page(ownerId, listing);
  }

  /** @throws AppError NOT_FOUND */
  async find(ownerId: string, id: string): Promise<Webhook> {
    const webhook = await this.webhooks.find(id);
    if (webhook?.ownerId !== ownerId) throw notFound();
    return webhook;
  }

  /** @throws AppError VALIDATION_FAILED, QUOTA_EXCEEDED */
  async create(ownerId: string, wish: WebhookWish): Promise<Webhook> {
    requireWebhookUrl(wish.url, this.config.webhooks.allowPrivate);
    const webhook = await this.webhooks.insert({ ...wish, ownerId, secret: newSecret() }, MAX_WEBHOOKS);
    if (webhook) return webhook;
    throw new AppError('QUOTA_EXCEEDED', `You have ${MAX_WEBHOOKS} webhooks, which is the limit. Delete one first.`);
  }

  /** @throws AppError NOT_FOUND, VALIDATION_FAILED */
  async change(ownerId: string, id: string, { url, events, description, enabled }: WebhookChange): Promise<Webhook> {
    if (url !== undefined) requireWebhookUrl(url, this.config.webhooks.allowPrivate);
    const changes = {
      ...(url === undefined ? {} : { url }),
      ...(events === undefined ? {} : { events }),
      ...(description === undefined ? {} : { description }),
      ...(enabled === undefined ? {} : { enabled }),
    };
    const webhook = await this.webhooks.change(ownerId, id, changes);
    if (!webhook) throw notFound();
    return webhook;
  }

  /**
   * Gives it a new secret. The one that it replaces signs too for a day; one that was replaced before no more.
   * @throws AppError NOT_FOUND, STATE_CONFLICT where somebody else did so at the same moment
   */
  async rotateSecret(ownerId: string, id: string): Promise<Webhook> {
    const { secret } = await this.find(ownerId, id);
    const previous = { secret, expiresAt: this.clock.after(OVERLAP_MILLISECONDS) };
    const webhook = await this.webhooks.replaceSecret(id, newSecret(), previous);
    if (!webhook) throw new AppError('STATE_CONFLICT', 'The secret was replaced by another request at this moment.');
    return webhook;
  }

  /** With all that it was told. @throws AppError NOT_FOUND */
  async delete(ownerId: string, id: string): Promise<void> {
    if (!(await this.webhooks.delete(ownerId, id))) throw notFound();
    await this.deliveries.deleteOfWebhook(id);
  }

  /** @throws AppError NOT_FOUND */
  async listDeliveries(
    ownerId: string,
    id: string,
    state: DeliveryState | undefined,
    listing: Listing,
  ): Promise<Page<Delivery>> {
    await this.find(ownerId, id);
    return this.deliveries.page({ webhookId: id, state }, listing);
  }

  /** Sends the same message again, in any state. @throws AppError NOT_FOUND, STATE_CONFLICT where the webhook is disabled */
  async redeliver(ownerId: string, id: string, deliveryId: string): Promise<Delivery> {
    await this.findEnabled(ownerId, id);
    const delivery = await this.deliveries.restart(id, deliveryId, this.clock.now());
    if (!delivery) throw new AppError('NOT_FOUND', 'This webhook has no such delivery.');
    this.dispatcher.wake();
    return delivery;
  }

  /** Sends something that says nothing. @throws AppError NOT_FOUND, STATE_CONFLICT where the webhook is disabled */
  async ping(ownerId: string, id: string): Promise<Delivery> {
    await this.findEnabled(ownerId, id);
    const now = this.clock.now();
    const delivery = { webhookId: id, ownerId, ...pingMessage(id, now), origin: {} };
    const made = (await this.deliveries.insert(delivery, now))!;
    this.dispatcher.wake();
    return made;
  }

  private async findEnabled(ownerId: string, id: string): Promise<void> {
    const { enabled } = await this.find(ownerId, id);
    if (!enabled) throw new AppError('STATE_CONFLICT', 'The webhook is disabled. Enable it first.');
  }
}

function notFound(): AppError {
  return new AppError('NOT_FOUND', 'You have no such webhook.');
}
