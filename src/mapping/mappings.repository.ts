import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type QueryFilter, trusted, Types } from 'mongoose';
import { findPage } from '../common/find-page.js';
import type { Listing, Page } from '../common/listing.js';
import { MAPPING_MODEL, type MappingModel, type MappingRow, toMapping } from './mapping.schema.js';
import type { Mapping, PendingWork } from './mapping.js';

export interface MappingFilter {
  /** Undefined: everybody's. */
  readonly ownerId?: string;
  readonly artworkId?: string;
  readonly baseImageId?: string;
}

/** Mappings that are being removed count as absent, but for those who finish the removal. */
const PRESENT = { pending: trusted({ $ne: 'removal' as const }) };

@Injectable()
export class MappingsRepository {
  constructor(@InjectModel(MAPPING_MODEL) private readonly mappings: MappingModel) {}

  async insert(mapping: Mapping): Promise<void> {
    const { id, wantedBaseImageId, baseImageId, ...facts } = mapping;
    await this.mappings.create({
      ...facts,
      _id: new Types.ObjectId(id),
      ownerId: new Types.ObjectId(mapping.ownerId),
      artworkId: new Types.ObjectId(mapping.artworkId),
      wantedBaseImageId: wantedBaseImageId === null ? null : new Types.ObjectId(wantedBaseImageId),
      baseImageId: baseImageId === null ? null : new Types.ObjectId(baseImageId),
      jobId: new Types.ObjectId(mapping.jobId),
    });
  }

  async find(id: string): Promise<Mapping | undefined> {
    const row = await this.mappings.findOne({ _id: id, ...PRESENT }).lean();
    return row ? toMapping(row) : undefined;
  }

  page(filter: MappingFilter, listing: Listing): Promise<Page<Mapping>> {
    return findPage(this.mappings, toQuery(filter), listing, toMapping);
  }

  /** Of every mapping that matches. */
  async jobIds(filter: MappingFilter): Promise<string[]> {
    const rows = await this.mappings.find(toQuery(filter), { jobId: 1 }).lean();
    return rows.map((row) => row.jobId.toHexString());
  }

  /** In the order of the jobs. */
  async findByJobs(jobIds: readonly string[]): Promise<Mapping[]> {
    const among = trusted({ $in: jobIds.map((id) => new Types.ObjectId(id)) });
    const rows = await this.mappings.find({ jobId: among, ...PRESENT }).lean();
    const byJob = new Map(rows.map((row) => [row.jobId.toHexString(), toMapping(row)]));
    return jobIds.flatMap((id) => byJob.get(id) ?? []);
  }

  async setBaseImage(id: string, baseImageId: string): Promise<void> {
    await this.mappings.updateOne({ _id: id }, { $set: { baseImageId: new Types.ObjectId(baseImageId) } });
  }

  /** @returns false where other work is pending */
  async setPending(id: string, from: PendingWork, to: PendingWork): Promise<boolean> {
    const result = await this.mappings.updateOne({ _id: id, pending: from }, { $set: { pending: to } });
    return result.matchedCount > 0;
  }

  /** @returns the mapping that is to be removed; undefined where there is none, or it is being removed already */
  async beginRemoval(id: string): Promise<Mapping | undefined> {
    const row = await this.mappings
      .findOneAndUpdate({ _id: id, ...PRESENT }, { $set: { pending: 'removal' } }, { returnDocument: 'after' })
      .lean();
    return row ? toMapping(row) : undefined;
  }

  async remove(id: string): Promise<void> {
    await this.mappings.deleteOne({ _id: id });
  }

  /** Mappings with this work pending, by id, after the given one. */
  async pending(work: PendingWork, limit: number, after?: string): Promise<Mapping[]> {
    const rows = await this.mappings
      .find({ pending: work, ...(after ? { _id: trusted({ $gt: new Types.ObjectId(after) }) } : {}) })
      .sort({ _id: 1 })
      .limit(limit)
      .lean();
    return rows.map(toMapping);
  }

  /** Of these ids, those that exist. */
  async living(ids: readonly string[]): Promise<Set<string>> {
    const among = trusted({ $in: ids.map((id) => new Types.ObjectId(id)) });
    const rows = await this.mappings.find({ _id: among }, { _id: 1 }).lean();
    return new Set(rows.map((row) => row._id.toHexString()));
  }
}

function toQuery({ ownerId, artworkId, baseImageId }: MappingFilter): QueryFilter<MappingRow> {
  return {
    ...PRESENT,
    ...(ownerId ? { ownerId: new Types.ObjectId(ownerId) } : {}),
    ...(artworkId ? { artworkId: new Types.ObjectId(artworkId) } : {}),
    ...(baseImageId ? { baseImageId: new Types.ObjectId(baseImageId) } : {}),
  };
}
