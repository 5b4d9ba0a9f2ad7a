import { type Connection, type Model, Schema, Types } from 'mongoose';

/** A document with a field of every kind that the product's models have. */
export interface Item {
  key: string;
  ownerId?: Types.ObjectId;
  status?: string;
  priority?: number;
  runAfter?: Date;
  amount?: number | null;
  tags?: string[];
  parts?: { sku: string; quantity: number }[];
  settings?: Record<string, unknown>;
  nested?: { depth?: { value?: number } };
  expiresAt?: Date;
  bytes?: Buffer;
  createdAt: Date;
  updatedAt: Date;
}

const itemSchema = new Schema<Item>(
  {
    key: { type: String, required: true },
    ownerId: Schema.Types.ObjectId,
    status: String,
    priority: Number,
    runAfter: Date,
    amount: Number,
    tags: { type: [String], default: undefined },
    parts: { type: [new Schema({ sku: String, quantity: Number }, { _id: false })], default: undefined },
    settings: Schema.Types.Mixed,
    nested: { type: new Schema({ depth: { value: Number } }, { _id: false }) },
    expiresAt: Date,
    bytes: Buffer,
  },
  { timestamps: true, optimisticConcurrency: true },
);
itemSchema.index({ key: 1 }, { name: 'key', unique: true });
itemSchema.index({ ownerId: 1, createdAt: -1, _id: -1 }, { name: 'owner_newest' });
itemSchema.index({ status: 1, priority: -1, createdAt: 1 }, { name: 'claim' });
itemSchema.index({ tags: 1 }, { name: 'tags' });
itemSchema.index({ expiresAt: 1 }, { name: 'expiry', expireAfterSeconds: 60 });

/** The model over a collection of its own, its indexes built. */
export async function itemModel(connection: Connection, collection: string): Promise<Model<Item>> {
  const model = connection.model<Item>(collection, itemSchema, collection);
  await model.createCollection();
  await model.createIndexes();
  return model;
}

export function objectId(): Types.ObjectId {
  return new Types.ObjectId();
}

/** Keys in the order they came. */
export function keys(items: readonly { key: string }[]): string[] {
  return items.map(({ key }) => key);
}
