import { Schema, type Types } from 'mongoose';
import type { UserRole } from '../auth/signed-in-user.js';
import type { UserStatus } from './user.js';

export const USER_MODEL = 'User';

/** A document of the collection `users`. */
export interface UserRow {
  _id: Types.ObjectId;
  email: string;
  /** Normalised: what is unique, searched and sorted by. */
  emailKey: string;
  name: string;
  nameKey: string;
  role: UserRole;
  status: UserStatus;
  passwordHash: string;
  sessionGeneration: number;
  familiarAddresses: string[];
  /** Number of the last change from the operator ledger that was carried out on this user. */
  lastChange: number;
  /** Set when the account was closed; the row goes when everything else of it has. */
  closedAt?: Date;
  createdAt: Date;
  updatedAt: Date;
}

export const userSchema = new Schema<UserRow>(
  {
    email: { type: String, required: true },
    emailKey: { type: String, required: true },
    name: { type: String, default: '' },
    nameKey: { type: String, default: '' },
    role: { type: String, enum: ['artist', 'operator'], required: true },
    status: { type: String, enum: ['active', 'disabled'], default: 'active' },
    passwordHash: { type: String, required: true },
    sessionGeneration: { type: Number, default: 1 },
    familiarAddresses: { type: [String], default: [] },
    lastChange: { type: Number, default: 0 },
    closedAt: { type: Date },
  },
  { collection: 'users', strict: 'throw', strictQuery: 'throw', timestamps: true, versionKey: false },
);

userSchema.index({ emailKey: 1 }, { name: 'email_unique', unique: true });
userSchema.index({ emailKey: 1, _id: 1 }, { name: 'by_email' });
userSchema.index({ nameKey: 1, _id: 1 }, { name: 'by_name' });
userSchema.index({ createdAt: 1, _id: 1 }, { name: 'by_creation' });
userSchema.index({ closedAt: 1 }, { name: 'closed', sparse: true });
userSchema.index({ role: 1, status: 1 }, { name: 'by_standing' });
