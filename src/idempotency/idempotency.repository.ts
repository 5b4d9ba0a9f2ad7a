import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type Model, trusted } from 'mongoose';
import { isDuplicateKey } from '../common/duplicate-key.js';
import { IDEMPOTENCY_MODEL, type IdempotencyRow, type RecordedAnswer } from './idempotency.schema.js';

export type IdempotencyRecord = Pick<IdempotencyRow, 'fingerprint' | 'attemptId' | 'answer'>;

@Injectable()
export class IdempotencyRepository {
  constructor(@InjectModel(IDEMPOTENCY_MODEL) private readonly model: Model<IdempotencyRow>) {}

  /** @returns false when there is a record already */
  async insert(row: IdempotencyRow): Promise<boolean> {
    try {
      await this.model.create(row);
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  /** Records past their time count as absent, whether or not they have been removed yet. */
  async find(id: string, now: Date): Promise<IdempotencyRecord | undefined> {
    await this.model.deleteOne({ _id: id, expiresAt: trusted({ $lte: now }) });
    return (await this.model.findById(id).lean<IdempotencyRow>()) ?? undefined;
  }

  /** Takes over a record whose request has stopped renewing its lease. @returns whether this attempt has it now */
  async takeOver(id: string, attemptId: string, now: Date, leaseEndsAt: Date): Promise<boolean> {
    const taken = await this.model.updateOne(
      { _id: id, answer: null, leaseEndsAt: trusted({ $lte: now }) },
      { $set: { attemptId, leaseEndsAt } },
    );
    return taken.modifiedCount === 1;
  }

  async renew(id: string, attemptId: string, leaseEndsAt: Date): Promise<void> {
    await this.model.updateOne({ _id: id, attemptId, answer: null }, { $set: { leaseEndsAt } });
  }

  async complete(id: string, attemptId: string, answer: RecordedAnswer): Promise<void> {
    await this.model.updateOne({ _id: id, attemptId, answer: null }, { $set: { answer } });
  }

  /** Ids begin with the user's and a colon; `;` is the sign after it. */
  async removeOfUser(userId: string): Promise<void> {
    await this.model.deleteMany({ _id: trusted({ $gte: `${userId}:`, $lt: `${userId};` }) });
  }

  async remove(id: string, attemptId: string): Promise<void> {
    await this.model.deleteOne({ _id: id, attemptId, answer: null });
  }
}
