import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { trusted, Types } from 'mongoose';
import { JobClock } from '../jobs/job-clock.js';
import type { ClaimedDelivery, DeliveryOutcome } from './delivery.js';
import { DELIVERY_MODEL, type DeliveryModel, toDelivery } from './delivery.schema.js';

/**
 * What processes that deliver do to deliveries. A claim is a lease: until its end nobody else takes the delivery, afterwards
 * whoever had it changes nothing any more.
 */
@Injectable()
export class DeliveryClaimsRepository {
  constructor(
    @InjectModel(DELIVERY_MODEL) private readonly deliveries: DeliveryModel,
    private readonly clock: JobClock,
  ) {}

  /** Takes the delivery that has been due longest, of owners other than these, and counts an attempt. */
  async claim(leaseMilliseconds: number, notOf: readonly string[]): Promise<ClaimedDelivery | undefined> {
    const now = this.clock.now();
    const claim = randomBytes(12).toString('hex');
    const others = notOf.length > 0 ? { ownerId: trusted({ $nin: notOf.map((id) => new Types.ObjectId(id)) }) } : {};
    const row = await this.deliveries
      .findOneAndUpdate(
        { state: 'pending', dueAt: trusted({ $lte: now }), ...others },
        { $set: { claim, dueAt: this.clock.after(leaseMilliseconds), lastAttemptAt: now }, $inc: { attempts: 1 } },
        { sort: { dueAt: 1, _id: 1 }, returnDocument: 'after' },
      )
      .lean();
    return row ? { ...toDelivery(row), claim } : undefined;
  }

  /** @returns whether the delivery was still this claim's */
  async record({ id, claim }: ClaimedDelivery, outcome: DeliveryOutcome): Promise<boolean> {
    const { state, status = null } = outcome;
    const { matchedCount } = await this.deliveries.updateOne(
      { _id: id, claim, state: 'pending' },
      {
        $set: {
          state,
          status,
          error: outcome.state === 'delivered' ? null : outcome.error,
          errorCode: outcome.state === 'delivered' ? null : (outcome.errorCode ?? null),
          dueAt: outcome.state === 'pending' ? outcome.dueAt : null,
          claim: null,
          ...(state === 'delivered' ? { deliveredAt: this.clock.now() } : {}),
        },
      },
    );
    return matchedCount > 0;
  }

  /** Whatever anybody has in hand is due now. */
  async release(): Promise<void> {
    await this.deliveries.updateMany(
      { state: 'pending', claim: trusted({ $ne: null }) },
      { $set: { claim: null, dueAt: this.clock.now() } },
    );
  }

  /** When the oldest that waits, or that a process has in hand, was or will be due. */
  async oldestDue(): Promise<Date | undefined> {
    const row = await this.deliveries
      .findOne({ state: 'pending' }, { dueAt: 1 }, { sort: { dueAt: 1, _id: 1 } })
      .lean();
    return row?.dueAt ?? undefined;
  }
}
