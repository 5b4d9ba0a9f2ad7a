import { Schema, type Types } from 'mongoose';
import type { UserRole } from '../auth/signed-in-user.js';
import type { UserStatus } from './user.js';

export const OPERATOR_LEDGER_MODEL = 'OperatorLedger';

/** The one document of the collection `operatorledger`. */
export interface OperatorLedgerRow {
  _id: 'operators';
  /** Counts the changes that were ever announced. */
  version: number;
  /** Announced and perhaps not yet carried out; null between changes. */
  change: { userId: Types.ObjectId; role?: UserRole; status?: UserStatus } | null;
  /** The id that the first operator has, whichever process creates the account. */
  firstOperatorId: Types.ObjectId;
}

export const operatorLedgerSchema = new Schema<OperatorLedgerRow>(
  {
    _id: { type: String, required: true },
    version: { type: Number, required: true },
    change: {
      type: new Schema({ userId: Schema.Types.ObjectId, role: String, status: String }, { _id: false }),
      default: null,
    },
    firstOperatorId: { type: Schema.Types.ObjectId, required: true },
  },
  { collection: 'operatorledger', strict: 'throw', strictQuery: 'throw', versionKey: false },
);
