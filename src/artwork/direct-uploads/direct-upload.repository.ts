import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type Model, trusted, Types } from 'mongoose';
import type { DirectUpload } from './direct-upload.js';
import { DIRECT_UPLOAD_MODEL, type DirectUploadRow, toDirectUpload } from './direct-upload.schema.js';

@Injectable()
export class DirectUploadRepository {
  constructor(@InjectModel(DIRECT_UPLOAD_MODEL) private readonly uploads: Model<DirectUploadRow>) {}

  async insert({ id, ownerId, key: _key, artwork: _artwork, ...facts }: DirectUpload): Promise<void> {
    const ids = { _id: new Types.ObjectId(id), ownerId: new Types.ObjectId(ownerId) };
    await this.uploads.create({ ...facts, ...ids, artworkId: null, duplicate: false });
  }

  /** @returns undefined where the owner has no such upload */
  async find(ownerId: string, id: string): Promise<DirectUpload | undefined> {
    const row = await this.uploads.findById(id).lean<DirectUploadRow>();
    return row?.ownerId.toHexString() === ownerId ? toDirectUpload(row) : undefined;
  }

  /** All that are recorded of an owner, whatever has become of them, those that end first before others. */
  async ofOwner(ownerId: string): Promise<DirectUpload[]> {
    const rows = await this.uploads
      .find({ ownerId: new Types.ObjectId(ownerId) })
      .sort({ endsAt: 1 })
      .lean<DirectUploadRow[]>();
    return rows.map(toDirectUpload);
  }

  /** Of these ids, those of uploads whose file is still waited for or needed. */
  async living(ids: readonly string[], now: Date): Promise<Set<string>> {
    const rows = await this.uploads
      .find({ _id: trusted({ $in: ids.map((id) => new Types.ObjectId(id)) }), state: 'open' }, { endsAt: 1 })
      .lean<Pick<DirectUploadRow, '_id' | 'endsAt'>[]>();
    return new Set(rows.filter(({ endsAt }) => endsAt > now).map(({ _id }) => _id.toHexString()));
  }

  /**
   * Records what an upload became. Of two that complete it at the same moment, the one that made the artwork has the last word:
   * the other took it for a duplicate.
   */
  async complete(id: string, artwork: NonNullable<DirectUpload['artwork']>): Promise<void> {
    await this.uploads.updateOne(
      { _id: id, ...(artwork.duplicate ? { artworkId: null } : {}) },
      { $set: { state: 'completed', artworkId: artwork.id, duplicate: artwork.duplicate } },
    );
  }

  /** @returns whether it was open */
  async close(id: string): Promise<boolean> {
    const { modifiedCount } = await this.uploads.updateOne({ _id: id, state: 'open' }, { $set: { state: 'closed' } });
    return modifiedCount === 1;
  }

  async remove(id: string): Promise<void> {
    await this.uploads.deleteOne({ _id: id });
  }
}
