import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type PersonalDataHolder, PersonalData } from '../common/personal-data.js';
import { JobsRepository } from './jobs.repository.js';
import { JobsService } from './jobs.service.js';

const PER_PAGE = 100;

/** What was done for an account, and what is being done: an attempt in progress takes back what it stores. */
@Injectable()
export class JobPersonalData implements PersonalDataHolder, OnModuleInit {
  constructor(
    private readonly personalData: PersonalData,
    private readonly service: JobsService,
    private readonly jobs: JobsRepository,
  ) {}

  onModuleInit(): void {
    this.personalData.register(this);
  }

  /** Jobs in hand are told one by one; the others go together. */
  async remove(ownerId: string, signal: AbortSignal): Promise<void> {
    for (;;) {
      const listing = { page: 1, perPage: PER_PAGE, sort: 'createdAt' };
      const { items } = await this.jobs.page({ ownerId, status: 'running' }, listing);
      for (const { id } of items) await this.service.remove(id);
      signal.throwIfAborted();
      if (items.length < PER_PAGE) break;
    }
    await this.jobs.removeOfOwner(ownerId);
  }
}
