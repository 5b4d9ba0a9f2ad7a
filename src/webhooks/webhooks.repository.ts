import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { trusted, Types } from 'mongoose';
import { isDuplicateKey } from '../common/duplicate-key.js';
import { type Listing, type Page, sortOrder } from '../common/listing.js';
import type { Webhook } from './webhook.js';
import { toWebhook, WEBHOOK_MODEL, type WebhookModel, type WebhookRow } from './webhook.schema.js';

export type NewWebhook = Pick<Webhook, 'ownerId' | 'url' | 'events' | 'description' | 'secret'>;
export type WebhookChanges = Partial<Pick<Webhook, 'url' | 'events' | 'description' | 'enabled'>>;

@Injectable()
export class WebhooksRepository {
  constructor(@InjectModel(WEBHOOK_MODEL) private readonly webhooks: WebhookModel) {}

  /** @returns undefined where the owner has as many as that, however many are added at the same time */
  async insert(webhook: NewWebhook, limit: number): Promise<Webhook | undefined> {
    const owner = new Types.ObjectId(webhook.ownerId);
    const taken = new Set((await this.webhooks.find({ ownerId: owner }, { slot: 1 }).lean()).map(({ slot }) => slot));
    for (let slot = 0; slot < limit; slot++) {
      if (taken.has(slot)) continue;
      const row: WebhookRow = {
        ...webhook,
        _id: new Types.ObjectId(),
        ownerId: owner,
        slot,
        events: [...webhook.events],
        enabled: true,
        disabling: null,
        failingSince: null,
        createdAt: new Date(),
      };
      try {
        await this.webhooks.create(row);
        return toWebhook(row);
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
    }
    return undefined;
  }

  async find(id: string): Promise<Webhook | undefined> {
    const row = await this.webhooks.findById(id).lean();
    return row ? toWebhook(row) : undefined;
  }

  async page(ownerId: string, { page, perPage, sort }: Listing): Promise<Page<Webhook>> {
    const own = { ownerId: new Types.ObjectId(ownerId) };
    const [rows, total] = await Promise.all([
      this.webhooks.find(own, null, { sort: sortOrder(sort), skip: (page - 1) * perPage, limit: perPage }).lean(),
      this.webhooks.countDocuments(own),
    ]);
    return { items: rows.map(toWebhook), total, page, perPage };
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
}
