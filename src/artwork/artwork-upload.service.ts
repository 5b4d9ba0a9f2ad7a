import { Inject, Injectable } from '@nestjs/common';
import { Types } from 'mongoose';
import { validationError } from '../common/schema-validation.pipe.js';
import type { IngestedImage } from '../engine/node/engine.js';
import { storageKeys } from '../storage/storage-keys.js';
import { STORAGE, type StoragePort } from '../storage/storage.port.js';
import { PictureIntake } from '../uploads/picture-intake.js';
import { titleFromFileName } from '../uploads/title.js';
import type { Upload } from '../uploads/upload.js';
import { UploadQuota } from '../uploads/upload-quota.js';
import type { Artwork } from './artwork.js';
import { ArtworkRepository } from './artwork.repository.js';

export interface TakenIn {
  readonly artwork: Artwork;
  /** The owner had uploaded the same bytes before; this is that artwork. */
  readonly duplicate: boolean;
}

interface StoredPicture extends Pick<IngestedImage, 'mediaType' | 'extension' | 'width' | 'height' | 'dpi' | 'colour'> {
  readonly id: string;
  readonly storedBytes: number;
  readonly keys: readonly string[];
}

/** Makes artworks of uploads: checked, stored, then recorded, each distinct file of an owner once. */
@Injectable()
export class ArtworkUploadService {
  constructor(
    private readonly artworks: ArtworkRepository,
    private readonly intake: PictureIntake,
    private readonly quota: UploadQuota,
    @Inject(STORAGE) private readonly storage: StoragePort,
  ) {}

  /**
   * @param title default: made of the file's name
   * @throws AppError VALIDATION_FAILED where it is not what was announced, QUOTA_EXCEEDED, UNSUPPORTED_MEDIA_TYPE, IMAGE_CORRUPT, IMAGE_TOO_LARGE, OVERLOADED,
   *   INSUFFICIENT_STORAGE
   */
  async takeIn(ownerId: string, upload: Upload, title: string | undefined, signal: AbortSignal): Promise<TakenIn> {
    const existing = await this.artworks.findByContent(ownerId, upload.sha256);
    if (existing) {
      requireAnnounced(upload, existing);
      await upload.release();
      return { artwork: existing, duplicate: true };
    }
    const giveBack = await this.quota.hold(ownerId, upload.bytes);
    try {
      const picture = await this.intake.ingest(upload.path, signal);
      requireAnnounced(upload, picture);
      await upload.release();
      const stored = await this.store(ownerId, picture, signal);
      return await this.record(ownerId, upload, title ?? titleFromFileName(upload.fileName, 'Untitled'), stored);
    } finally {
      giveBack();
    }
  }

  private async store(ownerId: string, picture: IngestedImage, signal: AbortSignal): Promise<StoredPicture> {
    const id = new Types.ObjectId().toHexString();
    const { mediaType, extension, width, height, dpi, colour, content, thumbnail } = picture;
    const originalKey = storageKeys.artworkOriginal(ownerId, id, extension);
    const thumbnailKey = storageKeys.artworkThumbnail(ownerId, id);
    const keys = [originalKey, thumbnailKey];
    try {
      await this.storage.write(originalKey, content, { mediaType, signal });
      await this.storage.write(thumbnailKey, thumbnail, { mediaType: 'image/webp', signal });
    } catch (error) {
      await this.discard(keys);
      throw error;
    }
    return {
      id,
      mediaType,
      extension,
      width,
      height,
      dpi,
      colour,
      storedBytes: content.length + thumbnail.length,
      keys,
    };
  }

  /** Of equal uploads at the same moment one is recorded; the others give way to it. */
  private async record(
    ownerId: string,
    { bytes, sha256 }: Upload,
    title: string,
    { keys, ...picture }: StoredPicture,
  ): Promise<TakenIn> {
    for (;;) {
      const artwork = await this.artworks.insert({ ...picture, ownerId, title, bytes, sha256, createdAt: new Date() });
      if (artwork) return { artwork, duplicate: false };
      const existing = await this.artworks.findByContent(ownerId, sha256);
      if (!existing) continue;
      await this.discard(keys);
      return { artwork: existing, duplicate: true };
    }
  }

  /** What cannot be removed now is found by the sweeper. */
  private async discard(keys: readonly string[]): Promise<void> {
    await Promise.allSettled(keys.map((key) => this.storage.remove(key)));
  }
}

function requireAnnounced({ announced }: Upload, { mediaType }: Pick<Artwork, 'mediaType'>): void {
  if (announced === undefined || announced === mediaType) return;
  const detail = `The file was announced as ${announced}, received ${mediaType}.`;
  throw validationError([{ pointer: '/mediaType', detail }]);
}
