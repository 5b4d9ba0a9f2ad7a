import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type QueryFilter, trusted, Types } from 'mongoose';
import { isDuplicateKey } from '../common/duplicate-key.js';
import { findPage } from '../common/find-page.js';
import type { Listing, Page } from '../common/listing.js';
import { containing, searchKey } from '../common/text-search.js';
import type { BaseImage, BaseImageSource, BaseImageState, Placement, ReadyBaseImage } from './base-image.js';
import { BASE_IMAGE_MODEL, type BaseImageModel, type BaseImageRow, toBaseImage } from './base-image.schema.js';
import type { CandidatePaper } from './fitting-paper.js';

export interface BaseImageFilter {
  /** Only those of these owners; null is the library. */
  readonly owners?: readonly (string | null)[];
  /** Leaves out what the library does not offer. */
  readonly withoutDisabledLibrary?: boolean;
  readonly source?: BaseImageSource;
  readonly state?: BaseImageState;
  /** One of its tags. */
  readonly tag?: string;
  /** Part of the name, in any case. */
  readonly search?: string;
}

/** What people may change; undefined stays, null clears. */
export interface BaseImageEdit {
  readonly name?: string;
  readonly tags?: readonly string[];
  readonly enabled?: boolean;
  readonly placement?: Placement | null;
}

/** Operators who set a default at the same moment; the last one wins. */
const DEFAULT_ROUNDS = 10;
const LATEST = { createdAt: -1, _id: -1 } as const;

/** Base images as people see them: reading, editing, the default. How they come and go is the lifecycle repository's. */
@Injectable()
export class BaseImageRepository {
  constructor(@InjectModel(BASE_IMAGE_MODEL) private readonly images: BaseImageModel) {}

  async find(id: string): Promise<BaseImage | undefined> {
    const row = await this.images.findOne({ _id: id, removedAt: null }).lean();
    return row ? toBaseImage(row) : undefined;
  }

  page(filter: BaseImageFilter, listing: Listing): Promise<Page<BaseImage>> {
    const sort = listing.sort.replace('name', 'nameKey');
    return findPage(this.images, toQuery(filter), { ...listing, sort }, toBaseImage);
  }

  /** The artist's own paper that the rule takes: the latest that is ready and enabled. */
  async latestOwn(ownerId: string): Promise<ReadyBaseImage | undefined> {
    const own = { ownerId: new Types.ObjectId(ownerId), state: 'ready', enabled: true, removedAt: null } as const;
    const row = await this.images.findOne(own).sort(LATEST).lean();
    return row ? (toBaseImage(row) as ReadyBaseImage) : undefined;
  }

  /** The operator's default, where one is set and can serve. */
  async default(): Promise<ReadyBaseImage | undefined> {
    const row = await this.images.findOne({ default: true, state: 'ready', enabled: true, removedAt: null }).lean();
    return row ? (toBaseImage(row) as ReadyBaseImage) : undefined;
  }

  /** What the library offers or will offer, pre-generated papers only, in the order in which they are made. */
  async preGenerated(): Promise<(CandidatePaper & Pick<BaseImage, 'jobId' | 'provenance'>)[]> {
    const rows = await this.images
      .find(
        {
          ownerId: null,
          source: 'procedural',
          state: trusted({ $in: ['ready', 'preparing'] }),
          enabled: true,
          removedAt: null,
        },
        { state: 1, width: 1, height: 1, jobId: 1, provenance: 1 },
      )
      .sort({ createdAt: 1, _id: 1 })
      .lean();
    return rows.map(({ _id, state, width, height, jobId, provenance }) => ({
      id: _id.toHexString(),
      state: state as CandidatePaper['state'],
      width,
      height,
      jobId,
      provenance,
    }));
  }

  /** Of these ids, those that exist, each with the key of its picture where it has one. */
  async contentKeys(ids: readonly string[]): Promise<Map<string, string | null>> {
    const rows = await this.images
      .find({ _id: trusted({ $in: ids.map((id) => new Types.ObjectId(id)) }), removedAt: null }, { contentKey: 1 })
      .lean();
    return new Map(rows.map((row) => [row._id.toHexString(), row.contentKey]));
  }

  /** What an account's papers take in storage. */
  async storedBytes(ownerId?: string): Promise<number> {
    const owner = ownerId === undefined ? {} : { ownerId: new Types.ObjectId(ownerId) };
    const [sum] = await this.images.aggregate<{ bytes: number }>([
      { $match: { ...owner, removedAt: null } },
      { $group: { _id: null, bytes: { $sum: '$bytes' } } },
    ]);
    return sum?.bytes ?? 0;
  }

  /** Since a time: papers for which AI was asked, those it made, and those that were not made at all. */
  async countAi(from: Date): Promise<{ asked: number; served: number; failed: number }> {
    const asked = { createdAt: trusted({ $gte: from }), 'provenance.ai.tried': true };
    const [all, served, failed] = await Promise.all([
      this.images.countDocuments(asked),
      this.images.countDocuments({ ...asked, source: 'ai', state: 'ready' }),
      this.images.countDocuments({ ...asked, state: 'failed' }),
    ]);
    return { asked: all, served, failed };
  }

  /** How many papers an account waits for. */
  async countPreparing(ownerId: string): Promise<number> {
    return this.images.countDocuments({
      ownerId: new Types.ObjectId(ownerId),
      state: 'preparing',
      removedAt: null,
    });
  }

  /** What is disabled is no default any more. */
  async edit(id: string, { name, tags, enabled, placement }: BaseImageEdit): Promise<BaseImage | undefined> {
    const changes = {
      ...(name === undefined ? {} : { name, nameKey: searchKey(name) }),
      ...(tags === undefined ? {} : { tags }),
      ...(enabled === undefined ? {} : { enabled }),
      ...(placement === undefined ? {} : { placement }),
    };
    return this.update({ _id: id, removedAt: null }, changes, enabled === false);
  }

  /** @returns undefined where it is no enabled, ready paper of the library */
  async makeDefault(id: string): Promise<BaseImage | undefined> {
    const eligible = { _id: id, ownerId: null, state: 'ready', enabled: true, removedAt: null } as const;
    for (let round = 1; ; round += 1) {
      try {
        return await this.update(eligible, { default: true });
      } catch (error) {
        if (!isDuplicateKey(error, 'default') || round === DEFAULT_ROUNDS) throw error;
        await this.images.updateOne(
          { default: true, _id: trusted({ $ne: new Types.ObjectId(id) }) },
          { $unset: { default: 1 } },
        );
      }
    }
  }

  async clearDefault(id: string): Promise<BaseImage | undefined> {
    return this.update({ _id: id, removedAt: null }, {}, true);
  }

  private async update(
    query: QueryFilter<BaseImageRow>,
    changes: Partial<BaseImageRow>,
    noDefault = false,
  ): Promise<BaseImage | undefined> {
    const update = {
      ...(Object.keys(changes).length > 0 ? { $set: changes } : {}),
      ...(noDefault ? { $unset: { default: 1 as const } } : {}),
    };
    const row = await this.images.findOneAndUpdate(query, update, { returnDocument: 'after' }).lean();
    return row ? toBaseImage(row) : undefined;
  }
}

function toQuery({
  owners,
  withoutDisabledLibrary,
  source,
  state,
  tag,
  search,
}: BaseImageFilter): QueryFilter<BaseImageRow> {
  const ids = owners?.map((owner) => (owner === null ? null : new Types.ObjectId(owner)));
  return {
    removedAt: null,
    ...(ids ? { ownerId: trusted({ $in: ids }) } : {}),
    ...(withoutDisabledLibrary ? { $or: [{ ownerId: trusted({ $ne: null }) }, { enabled: true }] } : {}),
    ...(source ? { source } : {}),
    ...(state ? { state } : {}),
    ...(tag ? { tags: tag } : {}),
    ...(search ? { nameKey: containing(search) } : {}),
  };
}
