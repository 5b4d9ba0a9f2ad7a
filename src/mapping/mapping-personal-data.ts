import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import {
  type PersonalDataHolder,
  PersonalData,
  type PersonalFile,
  recordsFile,
  removeAllPages,
} from '../common/personal-data.js';
import { STORAGE, type StoragePort } from '../storage/storage.port.js';
import { MappingsRepository } from './mappings.repository.js';
import { MappingService } from './mapping.service.js';

const PER_PAGE = 100;

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
    const firstPage = () => this.mappings.page({ ownerId }, { page: 1, perPage: PER_PAGE, sort: 'createdAt' });
    return removeAllPages(firstPage, (id) => this.service.remove(owner, id), signal);
  }

  async *files(ownerId: string): AsyncGenerator<PersonalFile> {
    const records = [];
    for (let page = 1; ; page += 1) {
      const { items } = await this.service.list({ ownerId }, undefined, { page, perPage: PER_PAGE, sort: 'createdAt' });
      for (const { mapping, job } of items) {
        const { jobId: _job, pending: _pending, ...facts } = mapping;
        const status = job?.status ?? 'queued';
        const key = job?.result?.key;
        if (key === undefined) {
          records.push({ ...facts, status });
          continue;
        }
        const name = `mappings/${mapping.id}${key.slice(key.lastIndexOf('.'))}`;
        records.push({ ...facts, status, file: name });
        const open = async (signal: AbortSignal) => (await this.storage.read(key, undefined, signal)).content;
        yield { name, date: job?.finishedAt ?? mapping.createdAt, open };
      }
      if (items.length < PER_PAGE) break;
    }
    yield recordsFile('mappings.json', records);
  }
}
