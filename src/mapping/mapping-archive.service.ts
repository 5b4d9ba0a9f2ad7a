import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { ArtworkService } from '../artwork/artwork.service.js';
import type { SignedInUser } from '../auth/signed-in-user.js';
import { AppError } from '../common/app-error.js';
import { safeFileName } from '../storage/content-disposition.js';
import { STORAGE, type StoragePort } from '../storage/storage.port.js';
import { type ArchiveEntry, zipArchive } from '../storage/zip-archive.js';
import { resultOf } from './mapping-job.js';
import { MappingService } from './mapping.service.js';

/** Results of several mappings as one file. */
@Injectable()
export class MappingArchive {
  constructor(
    private readonly mappings: MappingService,
    private readonly artworks: ArtworkService,
    @Inject(STORAGE) private readonly storage: StoragePort,
  ) {}

  /**
   * A zip archive, made as it is read.
   * @throws AppError NOT_FOUND, STATE_CONFLICT for one without a result; both before anything is read
   */
  async open(viewer: SignedInUser, ids: readonly string[], signal: AbortSignal): Promise<Readable> {
    const entries: ArchiveEntry[] = [];
    for (const id of new Set(ids)) entries.push(await this.entry(viewer, id, entries.length + 1));
    return zipArchive(entries, signal);
  }

  private async entry(viewer: SignedInUser, id: string, number: number): Promise<ArchiveEntry> {
    const followed = await this.mappings.find(viewer, id);
    const { key } = resultOf(followed);
    const { ownerId, artworkId, createdAt } = followed.mapping;
    const title = await this.artworks.find(ownerId, artworkId).then(
      (artwork) => artwork.title,
      (error: unknown) => {
        if (error instanceof AppError && error.code === 'NOT_FOUND') return 'mapping';
        throw error;
      },
    );
    const name = safeFileName(`${String(number).padStart(2, '0')} ${title}`, key.slice(key.lastIndexOf('.') + 1));
    const open = async (signal: AbortSignal) => (await this.storage.read(key, undefined, signal)).content;
    return { name, date: followed.job?.finishedAt ?? createdAt, open };
  }
}
