import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type Model, Types } from 'mongoose';
import { isDuplicateKey } from '../common/duplicate-key.js';
import { OPERATOR_LEDGER_MODEL, type OperatorLedgerRow } from './operator-ledger.schema.js';
import type { StandingChange } from './user.js';

export interface AnnouncedChange extends StandingChange {
  readonly userId: string;
}

export interface OperatorLedger {
  readonly version: number;
  readonly change: AnnouncedChange | undefined;
  readonly firstOperatorId: string;
}

const KEY = { _id: 'operators' } as const;

/** The document through which changes that take an operator away go one after the other. */
@Injectable()
export class OperatorLedgerRepository {
  constructor(@InjectModel(OPERATOR_LEDGER_MODEL) private readonly model: Model<OperatorLedgerRow>) {}

  /** The first reading opens the ledger. */
  async read(): Promise<OperatorLedger> {
    const { version, change, firstOperatorId } = (await this.find()) ?? (await this.open());
    return {
      version,
      change: change ? { ...change, userId: change.userId.toHexString() } : undefined,
      firstOperatorId: firstOperatorId.toHexString(),
    };
  }

  /** Announces the change that follows `version`. @returns false when another went first */
  async announce(version: number, { userId, ...standing }: AnnouncedChange): Promise<boolean> {
    const change = { userId: new Types.ObjectId(userId), ...standing };
    const announced = await this.model.updateOne(
      { ...KEY, version, change: null },
      { $set: { version: version + 1, change } },
    );
    return announced.modifiedCount === 1;
  }

  /** Strikes the announced change out once it has been carried out. */
  async strikeOut(version: number): Promise<void> {
    await this.model.updateOne({ ...KEY, version }, { $set: { change: null } });
  }

  private find(): Promise<OperatorLedgerRow | null> {
    return this.model.findOne(KEY).lean<OperatorLedgerRow>().exec();
  }

  private async open(): Promise<OperatorLedgerRow> {
    const row: OperatorLedgerRow = { ...KEY, version: 0, change: null, firstOperatorId: new Types.ObjectId() };
    try {
      await this.model.create(row);
      return row;
    } catch (error) {
      const another = isDuplicateKey(error) ? await this.find() : null;
      if (another === null) throw error;
      return another;
    }
  }
}
