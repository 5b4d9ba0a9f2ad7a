import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { UsersModule } from '../users/users.module.js';
import { ApiKeyHolders } from './api-key-holders.js';
import { ApiKeyPersonalData } from './api-key-personal-data.js';
import { API_KEY_MODEL, apiKeySchema } from './api-key.schema.js';
import { ApiKeysController } from './api-keys.controller.js';
import { ApiKeysRepository } from './api-keys.repository.js';
import { ApiKeysService } from './api-keys.service.js';

@Module({
  imports: [UsersModule, MongooseModule.forFeature([{ name: API_KEY_MODEL, schema: apiKeySchema }])],
  controllers: [ApiKeysController],
  providers: [ApiKeysRepository, ApiKeysService, ApiKeyHolders, ApiKeyPersonalData],
  exports: [ApiKeysService, ApiKeyHolders],
})
export class ApiKeysModule {}
