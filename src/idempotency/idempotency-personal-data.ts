import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type PersonalDataHolder, PersonalData } from '../common/personal-data.js';
import { IdempotencyRepository } from './idempotency.repository.js';

/** Answers that are kept for an account's repeated requests. */
@Injectable()
export class IdempotencyPersonalData implements PersonalDataHolder, OnModuleInit {
  constructor(
    private readonly personalData: PersonalData,
    private readonly records: IdempotencyRepository,
  ) {}

  onModuleInit(): void {
    this.personalData.register(this);
  }

  remove(userId: string): Promise<void> {
    return this.records.removeOfUser(userId);
  }
}
