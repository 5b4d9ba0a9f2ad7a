import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { ArtworkModule } from '../artwork/artwork.module.js';
import { BaseImagesModule } from '../base-images/base-images.module.js';
import { MappingModule } from '../mapping/mapping.module.js';
import { UsersModule } from '../users/users.module.js';
import { SHARE_MODEL, shareSchema } from './share.schema.js';
import { ShareCards } from './share-cards.js';
import { SharePageController } from './share-page.controller.js';
import { SharesController } from './shares.controller.js';
import { SharePersonalData } from './share-personal-data.js';
import { SharesRepository } from './shares.repository.js';
import { SharesService } from './shares.service.js';

@Module({
  imports: [
    ArtworkModule,
    BaseImagesModule,
    MappingModule,
    UsersModule,
    MongooseModule.forFeature([{ name: SHARE_MODEL, schema: shareSchema }]),
  ],
  controllers: [SharesController, SharePageController],
  providers: [SharesRepository, SharesService, ShareCards, SharePersonalData],
})
export class SharesModule {}
