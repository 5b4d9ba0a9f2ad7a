import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { trusted, Types } from 'mongoose';
import { isDuplicateKey } from '../common/duplicate-key.js';
import { findPage } from '../common/find-page.js';
import type { Listing, Page } from '../common/listing.js';
import type { ApiKey } from './api-key.js';
import { API_KEY_MODEL, type ApiKeyModel, type ApiKeyRow } from './api-key.schema.js';

export type NewApiKey = Omit<ApiKey, 'id' | 'lastUsedAt'> & { readonly hash: string };

@Injectable()
export class ApiKeysRepository {
  constructor(@InjectModel(API_KEY_MODEL) private readonly keys: ApiKeyModel) {}

  /** @returns undefined where the owner's slot is taken */
  async insert(key: NewApiKey): Promise<ApiKey | undefined> {
    const row: ApiKeyRow = {
      ...key,
      _id: new Types.ObjectId(),
      ownerId: new Types.ObjectId(key.ownerId),
      lastUsedAt: null,
    };
    try {
      await this.keys.create(row);
      return toApiKey(row);
    } catch (error) {
      if (isDuplicateKey(error, 'slot')) return undefined;
      throw error;
    }
  }

  async findByHash(hash: string): Promise<ApiKey | undefined> {
    const row = await this.keys.findOne({ hash }).lean<ApiKeyRow>();
    return row ? toApiKey(row) : undefined;
  }

  async ofOwner(ownerId: string): Promise<ApiKey[]> {
    const rows = await this.keys.find(by(ownerId)).lean<ApiKeyRow[]>();
    return rows.map(toApiKey);
  }

  page(ownerId: string, listing: Listing): Promise<Page<ApiKey>> {
    return findPage(this.keys, by(ownerId), listing, toApiKey);
  }

  /** Of several that saw the same time, one writes. */
  async noteUse({ id, lastUsedAt }: Pick<ApiKey, 'id' | 'lastUsedAt'>, now: Date): Promise<void> {
    await this.keys.updateOne({ _id: id, lastUsedAt }, { $set: { lastUsedAt: now } });
  }

  /** @returns whether there was one */
  async delete(ownerId: string, id: string): Promise<boolean> {
    const { deletedCount } = await this.keys.deleteOne({ _id: id, ...by(ownerId) });
    return deletedCount === 1;
  }

  /** Removes the owner's keys that have ended or expired. */
  async deleteSpent(ownerId: string, generation: number, now: Date): Promise<void> {
    await this.keys.deleteMany({
      ...by(ownerId),
      $or: [{ generation: trusted({ $lt: generation }) }, { expiresAt: trusted({ $lte: now }) }],
    });
  }

  async deleteAll(ownerId: string): Promise<void> {
    await this.keys.deleteMany(by(ownerId));
  }
}

function by(ownerId: string): { ownerId: Types.ObjectId } {
  return { ownerId: new Types.ObjectId(ownerId) };
}

function toApiKey({ _id, ownerId, hash: _hash, ...facts }: ApiKeyRow): ApiKey {
  return { ...facts, id: _id.toHexString(), ownerId: ownerId.toHexString() };
}
