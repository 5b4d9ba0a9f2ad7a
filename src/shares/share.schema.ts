import { type Model, Schema, Types } from 'mongoose';

export const SHARE_MODEL = 'Share';

/** A row of the collection `shares`; its id is the mapping's, so that a mapping has one. */
export interface ShareRow {
  _id: Types.ObjectId;
  ownerId: Types.ObjectId;
  /** 128 random bits in hexadecimal: whoever has it may look. */
  token: string;
  createdAt: Date;
}

export type ShareModel = Model<ShareRow>;

export const shareSchema = new Schema<ShareRow>(
  {
    _id: { type: Schema.Types.ObjectId, required: true },
    ownerId: { type: Schema.Types.ObjectId, required: true },
    token: { type: String, required: true },
    createdAt: { type: Date, required: true },
  },
  { collection: 'shares', minimize: false, strict: 'throw', strictQuery: 'throw', versionKey: false },
);

shareSchema.index({ token: 1 }, { name: 'token', unique: true });
shareSchema.index({ ownerId: 1, createdAt: -1, _id: -1 }, { name: 'own' });

/** A finished mapping that its owner shows to everybody who has the link. */
export interface Share {
  readonly mappingId: string;
  readonly ownerId: string;
  readonly token: string;
  readonly createdAt: Date;
}

export function toShare({ _id, ownerId, token, createdAt }: ShareRow): Share {
  return { mappingId: _id.toHexString(), ownerId: ownerId.toHexString(), token, createdAt };
}
