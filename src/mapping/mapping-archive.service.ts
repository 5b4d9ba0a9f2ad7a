import { PassThrough, type Readable, type Transform } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import ZipStream from 'zip-stream';
import { ArtworkService } from '../artwork/artwork.service.js';
import type { SignedInUser } from '../auth/signed-in-user.js';
import { AppError } from '../common/app-error.js';
import { safeFileName } from '../storage/content-disposition.js';
import { STORAGE, type StoragePort } from '../storage/storage.port.js';
import { resultOf } from './mapping-job.js';
import { MappingService } from './mapping.service.js';

interface Entry {
  readonly name: string;
  readonly key: string;
  readonly date: Date;
}

/** Results of several mappings as one file. */
@Injectable()
export class MappingArchive {
  constructor(
    private readonly mappings: MappingService,
    private readonly artworks: ArtworkService,
    @Inject(STORAGE) private readonly storage: StoragePort,
  ) {}

  /**
   * A zip archive, made as it is read: pictures are compressed already and are stored as they are.
   * @throws AppError NOT_FOUND, STATE_CONFLICT for one without a result; both before anything is read
   */
  async open(viewer: SignedInUser, ids: readonly string[], signal: AbortSignal): Promise<Readable> {
    const entries: Entry[] = [];
    for (const id of new Set(ids)) entries.push(await this.entry(viewer, id, entries.length + 1));
    // Its type declarations do not know that it is a stream.
    const archive = new ZipStream({ store: true }) as ZipStream & Transform & { finish(): void };
    const output = new PassThrough();
    archive.on('error', (error: Error) => output.destroy(error));
    archive.pipe(output);
    void this.write(archive, entries, signal).catch((error: Error) => output.destroy(error));
    return output;
  }

  private async entry(viewer: SignedInUser, id: string, number: number): Promise<Entry> {
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
    return { name, key, date: followed.job?.finishedAt ?? createdAt };
  }

  private async write(
    archive: ZipStream & { finish(): void },
    entries: readonly Entry[],
    signal: AbortSignal,
  ): Promise<void> {
    for (const { name, key, date } of entries) {
      signal.throwIfAborted();
      const { content } = await this.storage.read(key, undefined, signal);
      await new Promise<void>((done, fail) => {
        content.once('error', fail);
        archive.entry(content, { name, date }, (error) => (error ? fail(error) : done()));
      });
    }
    archive.finish();
  }
}
