import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type PersonalDataHolder, PersonalData } from '../../common/personal-data.js';
import { DirectUploadsService } from './direct-uploads.service.js';

/** Files of an account that are not artworks yet. */
@Injectable()
export class DirectUploadPersonalData implements PersonalDataHolder, OnModuleInit {
  constructor(
    private readonly personalData: PersonalData,
    private readonly uploads: DirectUploadsService,
  ) {}

  onModuleInit(): void {
    this.personalData.register(this);
  }

  remove(userId: string, signal: AbortSignal): Promise<void> {
    return this.uploads.removeAll(userId, signal);
  }
}
