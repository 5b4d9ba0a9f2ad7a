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
import { STORAGE, type StoragePort } from '../storage/storage.port.js';
import { MappingsRepository } from './mappings.repository.js';
import type { FollowedMapping, Mapping } from './mapping.js';
import { MappingService } from './mapping.service.js';

/** The mappings of an account, as a whole. */
@Injectable()
export class MappingPersonalData implements PersonalDataHolder, OnModuleInit {
  constructor(
    private readonly personalData: PersonalData,
    private readonly service: MappingService,
    private readonly mappings: MappingsRepository,
    @Inject(STORAGE) private readonly storage: StoragePort,
  ) {}

  onModuleInit(): void {
    this.personalData.register(this);
  }

  remove(ownerId: string, signal: AbortSignal): Promise<void> {
    const owner = { id: ownerId, role: 'artist' } as const;
    const pages: PageReader<Mapping> = (listing) => this.mappings.page({ ownerId }, listing);
    return removeAllPages(pages, (id) => this.service.remove(owner, id), signal);
  }

  files(ownerId: string): AsyncGenerator<PersonalFile> {
    const pages: PageReader<FollowedMapping> = (listing) => this.service.list({ ownerId }, undefined, listing);
    return picturesAndRecords('mappings.json', pages, (item) => this.recordOf(item));
  }

  private recordOf({ mapping, job }: FollowedMapping): PersonalRecord {
    const { jobId: _job, pending: _pending, ...record } = mapping;
    const facts = { ...record, status: job?.status ?? 'queued' };
    const key = job?.result?.key;
    if (key === undefined) return { facts };
    const name = `mappings/${mapping.id}${key.slice(key.lastIndexOf('.'))}`;
    const open = async (signal: AbortSignal) => (await this.storage.read(key, undefined, signal)).content;
    return { facts, picture: { name, date: job?.finishedAt ?? mapping.createdAt, open } };
  }
}
