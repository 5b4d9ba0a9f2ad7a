import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { trusted, Types } from 'mongoose';
import { isDuplicateKey } from '../common/duplicate-key.js';
import { findPage } from '../common/find-page.js';
import { inFreeSlot } from '../common/free-slot.js';
import type { Listing, Page } from '../common/listing.js';
import type { PreviousSecret, Webhook } from './webhook.js';
import { toWebhook, WEBHOOK_MODEL, type WebhookModel, type WebhookRow } from './webhook.schema.js';

export type NewWebhook = Pick<Webhook, 'ownerId' | 'url' | 'events' | 'description' | 'secret'>;
export type WebhookChanges = Partial<Pick<Webhook, 'url' | 'events' | 'description' | 'enabled'>>;

@Injectable()
export class WebhooksRepository {
  constructor(@InjectModel(WEBHOOK_MODEL) private readonly webhooks: WebhookModel) {}

  /** @returns undefined where the owner has as many as that, however many are added at the same time */
  insert(webhook: NewWebhook, limit: number): Promise<Webhook | undefined> {
    const ownerId = new Types.ObjectId(webhook.ownerId);
    return inFreeSlot(
      limit,
      async () => (await this.webhooks.find({ ownerId }, { slot: 1 }).lean()).map(({ slot }) => slot),
      (slot) => this.insertAt(slot, { ...webhook, ownerId }),
    );
  }

  async find(id: string): Promise<Webhook | undefined> {
    const row = await this.webhooks.findById(id).lean();
    return row ? toWebhook(row) : undefined;
  }

  page(ownerId: string, listing: Listing): Promise<Page<Webhook>> {
    return findPage(this.webhooks, { ownerId: new Types.ObjectId(ownerId) }, listing, toWebhook);
  }

  async ofOwners(ownerIds: readonly string[]): Promise<Webhook[]> {
    const among = trusted({ $in: ownerIds.map((id) => new Types.ObjectId(id)) });
    return (await this.webhooks.find({ ownerId: among }).lean()).map(toWebhook);
  }

  /** What is enabled again starts anew. @returns undefined where the owner has no such webhook */
  async change(ownerId: string, id: string, changes: WebhookChanges): Promise<Webhook | undefined> {
    const { events, ...others } = changes;
    const anew = changes.enabled === undefined ? {} : { disabling: null, failingSince: null };
    const row = await this.webhooks
      .findOneAndUpdate(
        { _id: id, ownerId: new Types.ObjectId(ownerId) },
        { $set: { ...others, ...(events ? { events: [...events] } : {}), ...anew } },
        { returnDocument: 'after' },
      )
      .lean();
    return row ? toWebhook(row) : undefined;
  }

  /** @returns undefined unless the previous secret is the current one still */
  async replaceSecret(id: string, secret: string, previousSecret: PreviousSecret): Promise<Webhook | undefined> {
    const row = await this.webhooks
      .findOneAndUpdate(
        { _id: id, secret: previousSecret.secret },
        { $set: { secret, previousSecret } },
        { returnDocument: 'after' },
      )
      .lean();
    return row ? toWebhook(row) : undefined;
  }

  async disable(id: string, at: Date, detail: string): Promise<void> {
    const disabling = { at, detail };
    await this.webhooks.updateOne({ _id: id, enabled: true }, { $set: { enabled: false, disabling } });
  }

  /** Keeps the time of the first failure. */
  async setFailing(id: string, since: Date): Promise<void> {
    await this.webhooks.updateOne({ _id: id, failingSince: null }, { $set: { failingSince: since } });
  }

  async setServing(id: string): Promise<void> {
    await this.webhooks.updateOne({ _id: id }, { $set: { failingSince: null } });
  }

  /** @returns whether there was one */
  async delete(ownerId: string, id: string): Promise<boolean> {
    const { deletedCount } = await this.webhooks.deleteOne({ _id: id, ownerId: new Types.ObjectId(ownerId) });
    return deletedCount === 1;
  }

  async deleteAll(ownerId: string): Promise<void> {
    await this.webhooks.deleteMany({ ownerId: new Types.ObjectId(ownerId) });
  }

  private async insertAt(
    slot: number,
    webhook: Omit<NewWebhook, 'ownerId'> & Pick<WebhookRow, 'ownerId'>,
  ): Promise<Webhook | undefined> {
    const row: WebhookRow = {
      ...webhook,
      _id: new Types.ObjectId(),
      slot,
      events: [...webhook.events],
      enabled: true,
      previousSecret: null,
      disabling: null,
      failingSince: null,
      createdAt: new Date(),
    };
    try {
      await this.webhooks.create(row);
      return toWebhook(row);
    } catch (error) {
      if (isDuplicateKey(error)) return undefined;
      throw error;
    }
  }
}
