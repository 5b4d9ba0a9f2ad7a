import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { Types } from 'mongoose';
import { isDuplicateKey } from '../common/duplicate-key.js';
import { findPage } from '../common/find-page.js';
import type { Listing, Page } from '../common/listing.js';
import { type Share, SHARE_MODEL, type ShareModel, toShare } from './share.schema.js';

const TOKEN_BYTES = 16;

@Injectable()
export class SharesRepository {
  constructor(@InjectModel(SHARE_MODEL) private readonly shares: ShareModel) {}

  /** The mapping's share, made where it has none. */
  async open(mappingId: string, ownerId: string): Promise<Share> {
    const known = await this.shares.findById(mappingId).lean();
    if (known) return toShare(known);
    const row = {
      _id: new Types.ObjectId(mappingId),
      ownerId: new Types.ObjectId(ownerId),
      token: randomBytes(TOKEN_BYTES).toString('hex'),
      createdAt: new Date(),
    };
    try {
      await this.shares.create(row);
      return toShare(row);
    } catch (error) {
      if (isDuplicateKey(error)) return this.open(mappingId, ownerId);
      throw error;
    }
  }

  async findByToken(token: string): Promise<Share | undefined> {
    const row = await this.shares.findOne({ token }).lean();
    return row ? toShare(row) : undefined;
  }

  async ofOwner(ownerId: string): Promise<Share[]> {
    const rows = await this.shares.find({ ownerId: new Types.ObjectId(ownerId) }).lean();
    return rows.map(toShare);
  }

  async closeAll(ownerId: string): Promise<void> {
    await this.shares.deleteMany({ ownerId: new Types.ObjectId(ownerId) });
  }

  page(ownerId: string, listing: Listing): Promise<Page<Share>> {
    return findPage(this.shares, { ownerId: new Types.ObjectId(ownerId) }, listing, toShare);
  }

  async close(mappingId: string): Promise<void> {
    await this.shares.deleteOne({ _id: mappingId });
  }
}
