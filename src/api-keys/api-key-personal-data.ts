import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type PersonalDataHolder, PersonalData, type PersonalFile, recordsFile } from '../common/personal-data.js';
import type { ApiKey } from './api-key.js';
import { ApiKeysRepository } from './api-keys.repository.js';

/** The API keys of an account, by what their owner sees of them. */
@Injectable()
export class ApiKeyPersonalData implements PersonalDataHolder, OnModuleInit {
  constructor(
    private readonly personalData: PersonalData,
    private readonly keys: ApiKeysRepository,
  ) {}

  onModuleInit(): void {
    this.personalData.register(this);
  }

  remove(ownerId: string): Promise<void> {
    return this.keys.deleteAll(ownerId);
  }

  async *files(ownerId: string): AsyncGenerator<PersonalFile> {
    yield recordsFile('api-keys.json', (await this.keys.ofOwner(ownerId)).map(toRecord));
  }
}

function toRecord({ id, name, lastFour, createdAt, expiresAt, lastUsedAt }: ApiKey): object {
  return { id, name, lastFour, createdAt, expiresAt, lastUsedAt };
}
