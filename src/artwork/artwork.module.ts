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

@Module({
  imports: [
    BaseImagesModule,
    JobsModule,
    MongooseModule.forFeature([{ name: ARTWORK_MODEL, schema: artworkRowSchema }]),
  ],
  controllers: [ArtworksController, ArtworkFilesController],
  providers: [ArtworkRepository, ArtworkService, ArtworkUploadService, ArtworkPaperService, ArtworkPersonalData],
  exports: [ArtworkService],
})
export class ArtworkModule {}
