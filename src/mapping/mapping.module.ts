import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { ArtworkModule } from '../artwork/artwork.module.js';
import { BaseImagesModule } from '../base-images/base-images.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { UsersModule } from '../users/users.module.js';
import { MappingArchive } from './mapping-archive.service.js';
import { MappingBatchController } from './mapping-batch.controller.js';
import { MappingBatchService } from './mapping-batch.service.js';
import { MappingEventsController } from './mapping-events.controller.js';
import { MappingEvents } from './mapping-events.service.js';
import { MappingInputs } from './mapping-inputs.js';
import { MappingJobService } from './mapping-job.service.js';
import { MappingModels } from './mapping-models.js';
import { MappingPersonalData } from './mapping-personal-data.js';
import { MappingPicturesController } from './mapping-pictures.controller.js';
import { MappingUpkeep } from './mapping-upkeep.service.js';
import { MAPPING_MODEL, mappingSchema } from './mapping.schema.js';
import { MappingService } from './mapping.service.js';
import { MappingsController } from './mappings.controller.js';
import { MappingsRepository } from './mappings.repository.js';
import { PresetsController } from './presets.controller.js';
import { PreviewService } from './preview.service.js';

@Module({
  imports: [
    ArtworkModule,
    BaseImagesModule,
    JobsModule,
    UsersModule,
    MongooseModule.forFeature([{ name: MAPPING_MODEL, schema: mappingSchema }]),
  ],
  controllers: [
    MappingBatchController,
    MappingEventsController,
    MappingPicturesController,
    MappingsController,
    PresetsController,
  ],
  providers: [
    MappingsRepository,
    MappingInputs,
    MappingUpkeep,
    MappingService,
    MappingJobService,
    MappingEvents,
    MappingBatchService,
    MappingArchive,
    MappingModels,
    MappingPersonalData,
    PreviewService,
  ],
  exports: [MappingService, PreviewService],
})
export class MappingModule {}
