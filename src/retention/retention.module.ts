import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { UsersModule } from '../users/users.module.js';
import { RetentionController } from './retention.controller.js';
import { RetentionService } from './retention.service.js';
import { SweepReportRepository } from './sweep-report.repository.js';
import { SWEEP_REPORT_MODEL, sweepReportSchema } from './sweep-report.schema.js';

@Module({
  imports: [UsersModule, MongooseModule.forFeature([{ name: SWEEP_REPORT_MODEL, schema: sweepReportSchema }])],
  controllers: [RetentionController],
  providers: [RetentionService, SweepReportRepository],
})
export class RetentionModule {}
