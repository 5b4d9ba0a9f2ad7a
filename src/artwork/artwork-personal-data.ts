import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import {
  type PageReader,
  type PersonalDataHolder,
  PersonalData,
  type PersonalFile,
  type PersonalRecord,
  picturesAndRecords,
  removeAllPages,
} from '../common/personal-data.js';
import { safeFileName } from '../storage/content-disposition.js';
import { STORAGE, type StoragePort } from '../storage/storage.port.js';
import { ArtworkRepository } from './artwork.repository.js';
import { ArtworkService } from './artwork.service.js';
import type { Artwork } from './artwork.js';

/** The artworks of an account, as a whole. */
@Injectable()
export class ArtworkPersonalData implements PersonalDataHolder, OnModuleInit {
  constructor(
    private readonly personalData: PersonalData,
    private readonly service: ArtworkService,
    private readonly artworks: ArtworkRepository,
    @Inject(STORAGE) private readonly storage: StoragePort,
  ) {}

  onModuleInit(): void {
    this.personalData.register(this);
  }

  remove(ownerId: string, signal: AbortSignal): Promise<void> {
    const owner = { id: ownerId, role: 'artist' } as const;
    return removeAllPages(this.pagesOf(ownerId), (id) => this.service.remove(owner, id), signal);
  }

  files(ownerId: string): AsyncGenerator<PersonalFile> {
    return picturesAndRecords('artworks.json', this.pagesOf(ownerId), (artwork) => this.recordOf(artwork));
  }

  private pagesOf(ownerId: string): PageReader<Artwork> {
    return (listing) => this.artworks.page({ ownerId }, listing);
  }

  private recordOf(artwork: Artwork): PersonalRecord {
    const { originalKey, thumbnailKey: _, ...facts } = artwork;
    const { id, title, extension, createdAt: date } = facts;
    const open = async (signal: AbortSignal) => (await this.storage.read(originalKey, undefined, signal)).content;
    return { facts, picture: { name: `artworks/${safeFileName(`${title} ${id}`, extension)}`, date, open } };
  }
}
