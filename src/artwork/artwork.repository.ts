import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type Model, trusted, Types } from 'mongoose';
import { isDuplicateKey } from '../common/duplicate-key.js';
import { findPage } from '../common/find-page.js';
import type { Listing, Page } from '../common/listing.js';
import type { Artwork, NewArtwork } from './artwork.js';
import { ARTWORK_MODEL, type ArtworkRow, titleKey, toArtwork } from './artwork.schema.js';

export interface ArtworkFilter {
  /** Undefined: everybody's. */
  readonly ownerId: string | undefined;
  /** Part of the title, in any case. */
  readonly search?: string | undefined;
}

@Injectable()
export class ArtworkRepository {
  constructor(@InjectModel(ARTWORK_MODEL) private readonly artworks: Model<ArtworkRow>) {}

  /** @returns undefined where the owner has an artwork of the same bytes already */
  async insert({ id, ownerId, ...artwork }: NewArtwork): Promise<Artwork | undefined> {
    const row: ArtworkRow = {
      _id: new Types.ObjectId(id),
      ownerId: new Types.ObjectId(ownerId),
      titleKey: titleKey(artwork.title),
      ...artwork,
    };
    try {
      await this.artworks.create(row);
      return toArtwork(row);
    } catch (error) {
      if (isDuplicateKey(error)) return undefined;
      throw error;
    }
  }

  async find(id: string): Promise<Artwork | undefined> {
    const row = await this.artworks.findById(id).lean<ArtworkRow>();
    return row ? toArtwork(row) : undefined;
  }

  async findByContent(ownerId: string, sha256: string): Promise<Artwork | undefined> {
    const row = await this.artworks.findOne({ ownerId: new Types.ObjectId(ownerId), sha256 }).lean<ArtworkRow>();
    return row ? toArtwork(row) : undefined;
  }

  page({ ownerId, search }: ArtworkFilter, listing: Listing): Promise<Page<Artwork>> {
    const matching = {
      ...(ownerId === undefined ? {} : { ownerId: new Types.ObjectId(ownerId) }),
      ...(search === undefined ? {} : { titleKey: trusted({ $regex: escapeRegularExpression(titleKey(search)) }) }),
    };
    const sort = listing.sort.replace('title', 'titleKey');
    return findPage(this.artworks, matching, { ...listing, sort }, toArtwork);
  }

  /** @returns undefined where the owner has no such artwork */
  async rename(ownerId: string, id: string, title: string): Promise<Artwork | undefined> {
    const row = await this.artworks
      .findOneAndUpdate(
        { _id: id, ownerId: new Types.ObjectId(ownerId) },
        { $set: { title, titleKey: titleKey(title) } },
        { returnDocument: 'after' },
      )
      .lean<ArtworkRow>();
    return row ? toArtwork(row) : undefined;
  }

  /** @returns what was removed; undefined where the owner has no such artwork */
  async remove(ownerId: string, id: string): Promise<Artwork | undefined> {
    const row = await this.artworks
      .findOneAndDelete({ _id: id, ownerId: new Types.ObjectId(ownerId) })
      .lean<ArtworkRow>();
    return row ? toArtwork(row) : undefined;
  }

  /** Of these ids, those of artworks. */
  async living(ids: readonly string[]): Promise<Set<string>> {
    const rows = await this.artworks
      .find({ _id: trusted({ $in: ids.map((id) => new Types.ObjectId(id)) }) }, { _id: 1 })
      .lean<Pick<ArtworkRow, '_id'>[]>();
    return new Set(rows.map(({ _id }) => _id.toHexString()));
  }

  /** What an owner's artworks take in storage; everybody's where none is named. */
  async storedBytes(ownerId?: string): Promise<number> {
    const [sum] = await this.artworks.aggregate<{ bytes: number }>([
      { $match: ownerId === undefined ? {} : { ownerId: new Types.ObjectId(ownerId) } },
      { $group: { _id: null, bytes: { $sum: '$storedBytes' } } },
    ]);
    return sum?.bytes ?? 0;
  }
}

function escapeRegularExpression(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
