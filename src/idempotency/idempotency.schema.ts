import { Schema } from 'mongoose';

export const IDEMPOTENCY_MODEL = 'IdempotencyRecord';

/** What a client was answered, to be answered again. */
export interface RecordedAnswer {
  readonly status: number;
  /** The few headers that belong to the answer, such as Location. */
  readonly headers: Readonly<Record<string, string>>;
  /** JSON. */
  readonly body: string;
}

/** A document of the collection `idempotencyrecords`. */
export interface IdempotencyRow {
  /** User and hashed key. */
  _id: string;
  fingerprint: string;
  /** Names the one request that is at work on it; others may take over once `leaseEndsAt` has passed. */
  attemptId: string;
  leaseEndsAt: Date;
  answer: RecordedAnswer | null;
  expiresAt: Date;
}

export const idempotencySchema = new Schema<IdempotencyRow>(
  {
    _id: { type: String, required: true },
    fingerprint: { type: String, required: true },
    attemptId: { type: String, required: true },
    leaseEndsAt: { type: Date, required: true },
    answer: {
      type: new Schema({ status: Number, headers: Schema.Types.Mixed, body: String }, { _id: false, minimize: false }),
      default: null,
    },
    expiresAt: { type: Date, required: true },
  },
  { collection: 'idempotencyrecords', strict: 'throw', strictQuery: 'throw', versionKey: false },
);

idempotencySchema.index({ expiresAt: 1 }, { name: 'expiry', expireAfterSeconds: 0 });
