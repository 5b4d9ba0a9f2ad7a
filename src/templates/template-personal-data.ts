import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type PersonalDataHolder, PersonalData, type PersonalFile, recordsFile } from '../common/personal-data.js';
import { TemplatesRepository } from './templates.repository.js';

/** The looks that an account keeps. */
@Injectable()
export class TemplatePersonalData implements PersonalDataHolder, OnModuleInit {
  constructor(
    private readonly personalData: PersonalData,
    private readonly templates: TemplatesRepository,
  ) {}

  onModuleInit(): void {
    this.personalData.register(this);
  }

  remove(ownerId: string): Promise<void> {
    return this.templates.deleteAll(ownerId);
  }

  async *files(ownerId: string): AsyncGenerator<PersonalFile> {
    yield recordsFile('templates.json', await this.templates.ofOwner(ownerId));
  }
}
