import { Schema, type Types } from 'mongoose';

export const SESSION_MODEL = 'Session';

/** A document of the collection `sessions`: one sign-in, with all refresh tokens that follow from it. */
export interface SessionRow {
  _id: Types.ObjectId;
  userId: Types.ObjectId;
  /** Of the user at the sign-in; a session is over when the user's has moved on. */
  generation: number;
  familyHash: string;
  /** Of the one refresh token that is valid. */
  tokenHash: string;
  /** Of the refresh token before it. */
  previousHash: string | null;
  rotatedAt: Date;
  /** The last refresh is not answered before. */
  answeredFrom: Date;
  expiresAt: Date;
  createdAt: Date;
}

export const sessionSchema = new Schema<SessionRow>(
  {
    userId: { type: Schema.Types.ObjectId, required: true },
    generation: { type: Number, required: true },
    familyHash: { type: String, required: true },
    tokenHash: { type: String, required: true },
    previousHash: { type: String, default: null },
    rotatedAt: { type: Date, required: true },
    answeredFrom: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
  },
  {
    collection: 'sessions',
    strict: 'throw',
    strictQuery: 'throw',
    timestamps: { createdAt: true, updatedAt: false },
    versionKey: false,
  },
);

sessionSchema.index({ expiresAt: 1 }, { name: 'expiry', expireAfterSeconds: 0 });
sessionSchema.index({ userId: 1 }, { name: 'by_user' });
