import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { trusted, Types } from 'mongoose';
import { isDuplicateKey } from '../common/duplicate-key.js';
import { searchKey } from '../common/text-search.js';
import type {
  BaseImage,
  BaseImageFailure,
  BaseImageSource,
  PaperAnalysisFiles,
  PaperFiles,
  Provenance,
} from './base-image.js';
import { BASE_IMAGE_MODEL, type BaseImageModel, type BaseImageRow, toBaseImage } from './base-image.schema.js';

/** Names of what is made once; at most one is given. */
export interface OnceKey {
  readonly catalogueKey?: string;
  readonly automaticFor?: string;
}

export interface NewBaseImage {
  readonly id: string;
  readonly jobId: string;
  readonly ownerId: string | null;
  readonly name: string;
  readonly source: BaseImageSource;
  readonly width: number;
  readonly height: number;
  readonly provenance: Provenance;
  readonly automatic: boolean;
}

/** What making a paper results in. */
export interface MadePaper extends PaperFiles, PaperAnalysisFiles {
  readonly source: BaseImageSource;
  readonly width: number;
  readonly height: number;
  readonly provenance: Provenance;
}

/** How long a failed paper that the service asked for by itself can still be looked at, or become ready late. */
const FORGOTTEN_AFTER_MILLISECONDS = 86_400_000;

/** A row that somebody left before its work was done. */
export interface UnsettledPaper {
  readonly image: BaseImage;
  readonly removed: boolean;
}

/** How base images come and go. Every step is one conditional write, so that a crash between two leaves a row that says so. */
@Injectable()
export class PaperLifecycleRepository {
  constructor(@InjectModel(BASE_IMAGE_MODEL) private readonly images: BaseImageModel) {}

  /** The row comes before its objects and its job. */
  async insert(image: NewBaseImage): Promise<BaseImage> {
    const row = await this.images.create(toRow(image));
    return toBaseImage(row.toObject());
  }

  /** @returns the row that is there when one with this key is; undefined where that one has gone since */
  async insertOnce(key: OnceKey, image: NewBaseImage): Promise<BaseImage | undefined> {
    try {
      const row = await this.images.create({ ...toRow(image), ...key });
      return toBaseImage(row.toObject());
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      const row = await this.images.findOne({ ...key, removedAt: null }).lean();
      return row ? toBaseImage(row) : undefined;
    }
  }

  /** Entries of the catalogue that were asked for, removed ones too. */
  async catalogueKeys(): Promise<Set<string>> {
    const rows = await this.images.find({ catalogueKey: trusted({ $gt: '' }) }, { catalogueKey: 1 }).lean();
    return new Set(rows.map((row) => row.catalogueKey!));
  }

  /** The first entry of the catalogue that is still to be made. */
  async nextOfCatalogue(): Promise<BaseImage | undefined> {
    const unmade = { catalogueKey: trusted({ $exists: true }), state: 'preparing' as const, removedAt: null };
    const row = await this.images.findOne(unmade).sort({ createdAt: 1, _id: 1 }).lean();
    return row ? toBaseImage(row) : undefined;
  }

  async jobCreated(id: string): Promise<void> {
    await this.images.updateOne({ _id: id, removedAt: null }, { $unset: { unsettledSince: 1 } });
  }

  /** An upload's objects are stored; the analysis is still to come. */
  async contentStored(id: string, files: PaperFiles): Promise<void> {
    await this.images.updateOne({ _id: id, removedAt: null }, { $set: { ...files } });
  }

  /** @returns false where it is ready already or was removed: then these objects are nobody's */
  async markReady(id: string, made: MadePaper): Promise<boolean> {
    const result = await this.images.updateOne(
      { _id: id, state: trusted({ $ne: 'ready' as const }), removedAt: null },
      { $set: { ...made, state: 'ready', failure: null }, $unset: { automaticFor: 1, unsettledSince: 1 } },
    );
    return result.modifiedCount === 1;
  }

  /** Says why it was not made; one that is ready stays so. What nobody asked for in person is forgotten after a while. */
  async markFailed({ id, automatic }: BaseImage, failure: BaseImageFailure): Promise<BaseImage | undefined> {
    const forgotten = automatic ? { unsettledSince: new Date(Date.now() + FORGOTTEN_AFTER_MILLISECONDS) } : {};
    const row = await this.images
      .findOneAndUpdate(
        { _id: id, state: 'preparing', removedAt: null },
        { $set: { state: 'failed', failure, ...forgotten }, $unset: { automaticFor: 1 } },
        { returnDocument: 'after' },
      )
      .lean();
    return row ? toBaseImage(row) : undefined;
  }

  /** From now on nobody sees it. @returns undefined where it was removed already */
  async markRemoved(id: string): Promise<BaseImage | undefined> {
    const now = new Date();
    const row = await this.images
      .findOneAndUpdate(
        { _id: id, removedAt: null },
        { $set: { removedAt: now, unsettledSince: now, enabled: false }, $unset: { default: 1, automaticFor: 1 } },
      )
      .lean();
    return row ? toBaseImage(row) : undefined;
  }

  /** The end of a removal. A catalogue entry leaves its row, so that it is not made again at the next start. */
  async purge(id: string): Promise<void> {
    const kept = await this.images.updateOne(
      { _id: id, catalogueKey: trusted({ $exists: true }) },
      { $unset: { unsettledSince: 1 } },
    );
    if (kept.matchedCount === 0) await this.images.deleteOne({ _id: id });
  }

  async unsettled(before: Date): Promise<UnsettledPaper[]> {
    const rows = await this.images
      .find({ unsettledSince: trusted({ $lt: before }) })
      .sort({ unsettledSince: 1 })
      .limit(100)
      .lean();
    return rows.map((row) => ({ image: toBaseImage(row), removed: row.removedAt !== null }));
  }
}

function toRow(image: NewBaseImage): Partial<BaseImageRow> {
  const { id, ownerId, name } = image;
  const now = new Date();
  return {
    _id: new Types.ObjectId(id),
    ownerId: ownerId === null ? null : new Types.ObjectId(ownerId),
    name,
    nameKey: searchKey(name),
    state: 'preparing',
    source: image.source,
    width: image.width,
    height: image.height,
    provenance: image.provenance,
    jobId: image.jobId,
    automatic: image.automatic,
    unsettledSince: now,
    createdAt: now,
  };
}
