import { Global, Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { IdempotencyPersonalData } from './idempotency-personal-data.js';
import { IdempotencyRepository } from './idempotency.repository.js';
import { IDEMPOTENCY_MODEL, idempotencySchema } from './idempotency.schema.js';
import { IdempotencyService } from './idempotency.service.js';

/** Global: any controller may mark an operation `@IdempotentCreation()`. */
@Global()
@Module({
  imports: [MongooseModule.forFeature([{ name: IDEMPOTENCY_MODEL, schema: idempotencySchema }])],
  providers: [IdempotencyRepository, IdempotencyService, IdempotencyPersonalData],
  exports: [IdempotencyService],
})
export class IdempotencyModule {}
