import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { TEMPLATE_MODEL, templateSchema } from './template.schema.js';
import { TemplatePersonalData } from './template-personal-data.js';
import { TemplatesController } from './templates.controller.js';
import { TemplatesRepository } from './templates.repository.js';
import { TemplatesService } from './templates.service.js';

@Module({
  imports: [MongooseModule.forFeature([{ name: TEMPLATE_MODEL, schema: templateSchema }])],
  controllers: [TemplatesController],
  providers: [TemplatesRepository, TemplatesService, TemplatePersonalData],
})
export class TemplatesModule {}
