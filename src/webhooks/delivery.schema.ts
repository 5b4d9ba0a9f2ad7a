import { type Model, Schema, Types } from 'mongoose';
import { type Delivery, DELIVERY_STATES, type DeliveryState } from './delivery.js';

export const DELIVERY_MODEL = 'WebhookDelivery';

/** A row of the collection `webhook_deliveries`. */
export interface DeliveryRow {
  _id: Types.ObjectId;
  webhookId: Types.ObjectId;
  ownerId: Types.ObjectId;
  messageId: string;
  event: string;
  mappingId: string | null;
  jobId: string | null;
  requestId: string | null;
  body: string;
  state: DeliveryState;
  attempts: number;
  /** While pending: when it is tried or, of one that a process has in hand, when another may take it over. */
  dueAt: Date | null;
  claim: string | null;
  lastAttemptAt: Date | null;
  status: number | null;
  error: string | null;
  /** Absent in records of before it was kept. */
  errorCode?: string | null;
  deliveredAt: Date | null;
  createdAt: Date;
  expiresAt: Date;
}

export type DeliveryModel = Model<DeliveryRow>;

const text = { type: String, default: null };
const time = { type: Date, default: null };

export const deliveryRowSchema = new Schema<DeliveryRow>(
  {
    webhookId: { type: Schema.Types.ObjectId, required: true },
    ownerId: { type: Schema.Types.ObjectId, required: true },
    messageId: { type: String, required: true },
    event: { type: String, required: true },
    mappingId: text,
    jobId: text,
    requestId: text,
    body: { type: String, required: true },
    state: { type: String, enum: DELIVERY_STATES, required: true },
    attempts: { type: Number, required: true },
    dueAt: time,
    claim: text,
    lastAttemptAt: time,
    status: { type: Number, default: null },
    error: text,
    errorCode: text,
    deliveredAt: time,
    createdAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
  },
  { collection: 'webhook_deliveries', minimize: false, strict: 'throw', strictQuery: 'throw', versionKey: false },
);

deliveryRowSchema.index({ webhookId: 1, messageId: 1 }, { name: 'message', unique: true });
deliveryRowSchema.index({ state: 1, dueAt: 1, _id: 1 }, { name: 'due' });
deliveryRowSchema.index({ webhookId: 1, createdAt: -1, _id: -1 }, { name: 'webhook_created' });
deliveryRowSchema.index({ webhookId: 1, state: 1, createdAt: -1, _id: -1 }, { name: 'webhook_state' });
deliveryRowSchema.index({ ownerId: 1 }, { name: 'owner' });
deliveryRowSchema.index({ expiresAt: 1 }, { name: 'expiry', expireAfterSeconds: 0 });

export function toDelivery(row: DeliveryRow): Delivery {
  const { mappingId, jobId, requestId, state, dueAt, lastAttemptAt, status, error, errorCode, deliveredAt } = row;
  return {
    id: row._id.toHexString(),
    webhookId: row.webhookId.toHexString(),
    ownerId: row.ownerId.toHexString(),
    messageId: row.messageId,
    event: row.event as Delivery['event'],
    origin: requestId === null ? {} : { requestId },
    body: row.body,
    state,
    attempts: row.attempts,
    createdAt: row.createdAt,
    ...(mappingId === null ? {} : { mappingId }),
    ...(jobId === null ? {} : { jobId }),
    ...(dueAt ? { dueAt } : {}),
    ...(lastAttemptAt ? { lastAttemptAt } : {}),
    ...(status === null ? {} : { status }),
    ...(error === null ? {} : { error }),
    ...(errorCode ? { errorCode } : {}),
    ...(deliveredAt ? { deliveredAt } : {}),
  };
}
