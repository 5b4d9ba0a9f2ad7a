import { type Model, Schema, Types } from 'mongoose';

export const API_KEY_MODEL = 'ApiKey';

/** A row of the collection `apikeys`. */
export interface ApiKeyRow {
  _id: Types.ObjectId;
  ownerId: Types.ObjectId;
  /** Which of the keys that an owner may have: the unique index over both is the limit. */
  slot: number;
  hash: string;
  lastFour: string;
  name: string;
  /** Of the owner's sessions when the key was made; the key ends with them. */
  generation: number;
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
}

export type ApiKeyModel = Model<ApiKeyRow>;

export const apiKeySchema = new Schema<ApiKeyRow>(
  {
    ownerId: { type: Schema.Types.ObjectId, required: true },
    slot: { type: Number, required: true },
    hash: { type: String, required: true },
    lastFour: { type: String, required: true },
    name: { type: String, required: true },
    generation: { type: Number, required: true },
    createdAt: { type: Date, required: true },
    expiresAt: { type: Date, default: null },
    lastUsedAt: { type: Date, default: null },
  },
  { collection: 'apikeys', strict: 'throw', strictQuery: 'throw', versionKey: false },
);

apiKeySchema.index({ hash: 1 }, { name: 'hash', unique: true });
apiKeySchema.index({ ownerId: 1, slot: 1 }, { name: 'owner_slot', unique: true });
