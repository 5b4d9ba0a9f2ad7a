import { Module } from '@nestjs/common';
import { ArtworkModule } from '../artwork/artwork.module.js';
import { BaseImagesModule } from '../base-images/base-images.module.js';
import { HealthModule } from '../health/health.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { StatsController } from './stats.controller.js';
import { StatsService } from './stats.service.js';

@Module({
  imports: [ArtworkModule, BaseImagesModule, HealthModule, JobsModule],
  controllers: [StatsController],
  providers: [StatsService],
})
export class StatsModule {}
