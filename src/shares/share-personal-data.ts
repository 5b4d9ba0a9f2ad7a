import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type PersonalDataHolder, PersonalData, type PersonalFile, recordsFile } from '../common/personal-data.js';
import { SharesRepository } from './shares.repository.js';

/** What an account shows to others. */
@Injectable()
export class SharePersonalData implements PersonalDataHolder, OnModuleInit {
  constructor(
    private readonly personalData: PersonalData,
    private readonly shares: SharesRepository,
  ) {}

  onModuleInit(): void {
    this.personalData.register(this);
  }

  remove(ownerId: string): Promise<void> {
    return this.shares.closeAll(ownerId);
  }

  async *files(ownerId: string): AsyncGenerator<PersonalFile> {
    yield recordsFile('shares.json', await this.shares.ofOwner(ownerId));
  }
}
