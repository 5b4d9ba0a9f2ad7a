import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { BaseImagesModule } from '../base-images/base-images.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { ArtworkFilesController } from './artwork-files.controller.js';
import { ArtworkPersonalData } from './artwork-personal-data.js';
import { ArtworkPaperService } from './artwork-paper.service.js';
import { ArtworkRepository } from './artwork.repository.js';
import { ARTWORK_MODEL, artworkRowSchema } from './artwork.schema.js';
import { ArtworkService } from './artwork.service.js';
import { ArtworkUploadService } from './artwork-upload.service.js';
import { ArtworksController } from './artworks.controller.js';
import { ArrivedFiles } from './direct-uploads/arrived-files.js';
import { DirectUploadCompletion } from './direct-uploads/direct-upload-completion.js';
import { DirectUploadPersonalData } from './direct-uploads/direct-upload-personal-data.js';
import { DirectUploadRepository } from './direct-uploads/direct-upload.repository.js';
import { DIRECT_UPLOAD_MODEL, directUploadRowSchema } from './direct-uploads/direct-upload.schema.js';
import { DirectUploadsController } from './direct-uploads/direct-uploads.controller.js';
import { DirectUploadsService } from './direct-uploads/direct-uploads.service.js';
import { UploadedArtworkAnswer } from './uploaded-artwork-answer.js';

@Module({
  imports: [
    BaseImagesModule,
    JobsModule,
    MongooseModule.forFeature([
      { name: ARTWORK_MODEL, schema: artworkRowSchema },
      { name: DIRECT_UPLOAD_MODEL, schema: directUploadRowSchema },
    ]),
  ],
  controllers: [ArtworksController, ArtworkFilesController, DirectUploadsController],
  providers: [
    ArtworkRepository,
    ArtworkService,
    ArtworkUploadService,
    ArtworkPaperService,
    ArtworkPersonalData,
    UploadedArtworkAnswer,
    DirectUploadRepository,
    DirectUploadsService,
    DirectUploadCompletion,
    DirectUploadPersonalData,
    ArrivedFiles,
  ],
  exports: [ArtworkService],
})
export class ArtworkModule {}
