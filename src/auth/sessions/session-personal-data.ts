import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type PersonalDataHolder, PersonalData } from '../../common/personal-data.js';
import { SessionsRepository } from './sessions.repository.js';

/** The sign-ins of an account. They mean nothing outside the service. */
@Injectable()
export class SessionPersonalData implements PersonalDataHolder, OnModuleInit {
  constructor(
    private readonly personalData: PersonalData,
    private readonly sessions: SessionsRepository,
  ) {}

  onModuleInit(): void {
    this.personalData.register(this);
  }

  remove(userId: string): Promise<void> {
    return this.sessions.removeAll(userId);
  }
}
