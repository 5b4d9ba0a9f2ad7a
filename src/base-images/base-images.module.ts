import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { AiModule } from '../ai/ai.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { BaseImageFilesController } from './base-image-files.controller.js';
import { BaseImageRepository } from './base-image.repository.js';
import { BASE_IMAGE_MODEL, baseImageSchema } from './base-image.schema.js';
import { BaseImageService } from './base-image.service.js';
import { BaseImagesController } from './base-images.controller.js';
import { PaperAnalyses } from './paper-analyses.js';
import { PaperChoiceRepository } from './paper-choice.repository.js';
import { PAPER_CHOICE_MODEL, paperChoiceSchema } from './paper-choice.schema.js';
import { PaperChoiceService } from './paper-choice.service.js';
import { PaperJobsService } from './paper-jobs.service.js';
import { PaperKeeper } from './paper-keeper.js';
import { PaperLifecycleRepository } from './paper-lifecycle.repository.js';
import { PaperMaker } from './paper-maker.js';
import { PaperModels } from './paper-models.js';
import { PaperPersonalData } from './paper-personal-data.js';
import { PaperRemovalService } from './paper-removal.service.js';
import { PaperRequestsService } from './paper-requests.service.js';
import { PaperSettlement } from './paper-settlement.js';
import { PaperStore } from './paper-store.js';
import { PaperUploadService } from './paper-upload.service.js';

@Module({
  imports: [
    AiModule,
    JobsModule,
    MongooseModule.forFeature([
      { name: BASE_IMAGE_MODEL, schema: baseImageSchema },
      { name: PAPER_CHOICE_MODEL, schema: paperChoiceSchema },
    ]),
  ],
  controllers: [BaseImagesController, BaseImageFilesController],
  providers: [
    BaseImageRepository,
    PaperLifecycleRepository,
    PaperChoiceRepository,
    PaperStore,
    PaperMaker,
    PaperAnalyses,
    PaperModels,
    PaperSettlement,
    PaperRemovalService,
    PaperRequestsService,
    PaperUploadService,
    PaperJobsService,
    PaperKeeper,
    PaperPersonalData,
    BaseImageService,
    PaperChoiceService,
  ],
  exports: [BaseImageService, PaperChoiceService, PaperAnalyses, PaperModels],
})
export class BaseImagesModule {}
