import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { Types } from 'mongoose';
import { isDuplicateKey } from '../common/duplicate-key.js';
import { findPage } from '../common/find-page.js';
import type { Listing, Page } from '../common/listing.js';
import { AppConfig } from '../config/app-config.js';
import type { Delivery, DeliveryState, NewDelivery } from './delivery.js';
import { DELIVERY_MODEL, type DeliveryModel, type DeliveryRow, toDelivery } from './delivery.schema.js';

export interface DeliveryFilter {
  readonly webhookId: string;
  readonly state?: DeliveryState | undefined;
}

/** What webhooks were told or are to be told, as their owners see it. */
@Injectable()
export class DeliveriesRepository {
  constructor(
    @InjectModel(DELIVERY_MODEL) private readonly deliveries: DeliveryModel,
    private readonly config: AppConfig,
  ) {}

  /** Due at once. A webhook is told of a message once: one that is there already stays as it is, and nothing is returned. */
  async insert(delivery: NewDelivery, now: Date): Promise<Delivery | undefined> {
    const { webhookId, ownerId, mappingId = null, jobId = null, origin, ...facts } = delivery;
    const row: DeliveryRow = {
      ...facts,
      _id: new Types.ObjectId(),
      webhookId: new Types.ObjectId(webhookId),
      ownerId: new Types.ObjectId(ownerId),
      mappingId,
      jobId,
      requestId: origin.requestId ?? null,
      state: 'pending',
      attempts: 0,
      dueAt: now,
      claim: null,
      lastAttemptAt: null,
      status: null,
      error: null,
      errorCode: null,
      deliveredAt: null,
      createdAt: now,
      expiresAt: this.expiry(now),
    };
    try {
      await this.deliveries.create(row);
      return toDelivery(row);
    } catch (error) {
      if (isDuplicateKey(error)) return undefined;
      throw error;
    }
  }

  page({ webhookId, state }: DeliveryFilter, listing: Listing): Promise<Page<Delivery>> {
    const filter = { webhookId: new Types.ObjectId(webhookId), ...(state ? { state } : {}) };
    return findPage(this.deliveries, filter, listing, toDelivery);
  }

  /**
   * Due at once, with all its attempts; an attempt in progress no longer counts.
   * @returns undefined where the webhook has no such delivery
   */
  async restart(webhookId: string, id: string, now: Date): Promise<Delivery | undefined> {
    const anew = { state: 'pending' as const, attempts: 0, dueAt: now, claim: null, expiresAt: this.expiry(now) };
    const row = await this.deliveries
      .findOneAndUpdate(
        { _id: id, webhookId: new Types.ObjectId(webhookId) },
        { $set: anew },
        { returnDocument: 'after' },
      )
      .lean();
    return row ? toDelivery(row) : undefined;
  }

  async deleteOfWebhook(webhookId: string): Promise<void> {
    await this.deliveries.deleteMany({ webhookId: new Types.ObjectId(webhookId) });
  }

  async deleteAll(ownerId: string): Promise<void> {
    await this.deliveries.deleteMany({ ownerId: new Types.ObjectId(ownerId) });
  }

  private expiry(now: Date): Date {
    return new Date(now.getTime() + this.config.webhooks.deliveryMilliseconds);
  }
}
