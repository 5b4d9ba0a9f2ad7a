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
import { BaseImageRepository } from './base-image.repository.js';
import { PaperRemovalService } from './paper-removal.service.js';

const PER_PAGE = 100;

/** The papers of an account's own, as a whole. What an operator added to the library stays there. */
@Injectable()
export class PaperPersonalData implements PersonalDataHolder, OnModuleInit {
  constructor(
    private readonly personalData: PersonalData,
    private readonly images: BaseImageRepository,
    private readonly removal: PaperRemovalService,
    @Inject(STORAGE) private readonly storage: StoragePort,
  ) {}

  onModuleInit(): void {
    this.personalData.register(this);
  }

  remove(ownerId: string, signal: AbortSignal): Promise<void> {
    return removeAllPages(
      () => this.page(ownerId, 1),
      (id) => this.removal.remove(id),
      signal,
    );
  }

  async *files(ownerId: string): AsyncGenerator<PersonalFile> {
    const records = [];
    for (let page = 1; ; page += 1) {
      const { items } = await this.page(ownerId, page);
      for (const { id, name, state, source, width, height, provenance, placement, createdAt, contentKey } of items) {
        const facts = { id, name, state, source, width, height, provenance, placement, createdAt };
        if (contentKey === undefined) {
          records.push(facts);
          continue;
        }
        const file = `papers/${safeFileName(`${name} ${id}`, contentKey.slice(contentKey.lastIndexOf('.') + 1))}`;
        records.push({ ...facts, file });
        const open = async (signal: AbortSignal) => (await this.storage.read(contentKey, undefined, signal)).content;
        yield { name: file, date: createdAt, open };
      }
      if (items.length < PER_PAGE) break;
    }
    yield recordsFile('papers.json', records);
  }

  private page(ownerId: string, page: number) {
    return this.images.page({ owners: [ownerId] }, { page, perPage: PER_PAGE, sort: 'createdAt' });
  }
}
