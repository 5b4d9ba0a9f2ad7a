import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import {
  type PersonalDataHolder,
  PersonalData,
  type PersonalFile,
  recordsFile,
  removeAllPages,
} from '../common/personal-data.js';
import { safeFileName } from '../storage/content-disposition.js';
import { STORAGE, type StoragePort } from '../storage/storage.port.js';
import { ArtworkRepository } from './artwork.repository.js';
import { ArtworkService } from './artwork.service.js';
import type { Artwork } from './artwork.js';

const PER_PAGE = 100;

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
    return removeAllPages(
      () => this.page(ownerId, 1),
      (id) => this.service.remove(owner, id),
      signal,
    );
  }

  async *files(ownerId: string): AsyncGenerator<PersonalFile> {
    const records = [];
    for (let page = 1; ; page += 1) {
      const { items } = await this.page(ownerId, page);
      for (const artwork of items) {
        const { originalKey, thumbnailKey: _, ...facts } = artwork;
        const name = fileName(artwork);
        records.push({ ...facts, file: name });
        const open = async (signal: AbortSignal) => (await this.storage.read(originalKey, undefined, signal)).content;
        yield { name, date: artwork.createdAt, open };
      }
      if (items.length < PER_PAGE) break;
    }
    yield recordsFile('artworks.json', records);
  }

  private page(ownerId: string, page: number) {
    return this.artworks.page({ ownerId }, { page, perPage: PER_PAGE, sort: 'createdAt' });
  }
}

function fileName({ id, title, extension }: Artwork): string {
  return `artworks/${safeFileName(`${title} ${id}`, extension)}`;
}
