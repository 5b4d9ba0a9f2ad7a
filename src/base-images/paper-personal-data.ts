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
import type { BaseImage } from './base-image.js';
import { BaseImageRepository } from './base-image.repository.js';
import { PaperRemovalService } from './paper-removal.service.js';

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
    return removeAllPages(this.pagesOf(ownerId), (id) => this.removal.remove(id), signal);
  }

  files(ownerId: string): AsyncGenerator<PersonalFile> {
    return picturesAndRecords('papers.json', this.pagesOf(ownerId), (image) => this.recordOf(image));
  }

  private pagesOf(ownerId: string): PageReader<BaseImage> {
    return (listing) => this.images.page({ owners: [ownerId] }, listing);
  }

  private recordOf({ contentKey, ...image }: BaseImage): PersonalRecord {
    const { id, name, state, source, width, height, provenance, placement, createdAt } = image;
    const facts = { id, name, state, source, width, height, provenance, placement, createdAt };
    if (contentKey === undefined) return { facts };
    const file = `papers/${safeFileName(`${name} ${id}`, contentKey.slice(contentKey.lastIndexOf('.') + 1))}`;
    const open = async (signal: AbortSignal) => (await this.storage.read(contentKey, undefined, signal)).content;
    return { facts, picture: { name: file, date: createdAt, open } };
  }
}
