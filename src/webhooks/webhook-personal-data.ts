import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type PersonalDataHolder, PersonalData, type PersonalFile, recordsFile } from '../common/personal-data.js';
import { DeliveriesRepository } from './deliveries.repository.js';
import { toWebhookResponse } from './webhook-response.js';
import { WebhooksRepository } from './webhooks.repository.js';

/** Where an account has programs told of its mappings; the secrets stay here. */
@Injectable()
export class WebhookPersonalData implements PersonalDataHolder, OnModuleInit {
  constructor(
    private readonly personalData: PersonalData,
    private readonly webhooks: WebhooksRepository,
    private readonly deliveries: DeliveriesRepository,
  ) {}

  onModuleInit(): void {
    this.personalData.register(this);
  }

  async remove(ownerId: string): Promise<void> {
    await this.webhooks.deleteAll(ownerId);
    await this.deliveries.deleteAll(ownerId);
  }

  async *files(ownerId: string): AsyncGenerator<PersonalFile> {
    yield recordsFile('webhooks.json', (await this.webhooks.ofOwners([ownerId])).map(toWebhookResponse));
  }
}
