import { type Model, Schema, Types } from 'mongoose';
import type { PreviousSecret, Webhook, WebhookDisabling, WebhookEvent } from './webhook.js';

export const WEBHOOK_MODEL = 'Webhook';

/** A row of the collection `webhooks`. */
export interface WebhookRow {
  _id: Types.ObjectId;
  ownerId: Types.ObjectId;
  /** One of as many as an owner may have, so that the index keeps the limit. */
  slot: number;
  url: string;
  events: WebhookEvent[];
  description: string;
  secret: string;
  /** Absent in records of before secrets could be replaced. */
  previousSecret?: PreviousSecret | null;
  enabled: boolean;
  disabling: WebhookDisabling | null;
  failingSince: Date | null;
  createdAt: Date;
}

export type WebhookModel = Model<WebhookRow>;

export const webhookRowSchema = new Schema<WebhookRow>(
  {
    ownerId: { type: Schema.Types.ObjectId, required: true },
    slot: { type: Number, required: true },
    url: { type: String, required: true },
    events: { type: [String], required: true },
    description: { type: String, default: '' },
    secret: { type: String, required: true },
    previousSecret: { type: Schema.Types.Mixed, default: null },
    enabled: { type: Boolean, required: true },
    disabling: { type: Schema.Types.Mixed, default: null },
    failingSince: { type: Date, default: null },
    createdAt: { type: Date, required: true },
  },
  { collection: 'webhooks', minimize: false, strict: 'throw', strictQuery: 'throw', versionKey: false },
);

webhookRowSchema.index({ ownerId: 1, slot: 1 }, { name: 'owner_slot', unique: true });
webhookRowSchema.index({ ownerId: 1, createdAt: -1, _id: -1 }, { name: 'owner_created' });

export function toWebhook(row: WebhookRow): Webhook {
  const { _id, ownerId, slot: _slot, previousSecret, disabling, failingSince, ...facts } = row;
  return {
    ...facts,
    id: _id.toHexString(),
    ownerId: ownerId.toHexString(),
    ...(previousSecret ? { previousSecret } : {}),
    ...(disabling ? { disabling } : {}),
    ...(failingSince ? { failingSince } : {}),
  };
}
