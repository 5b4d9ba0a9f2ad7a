import { Module } from '@nestjs/common';
import { AppConfig } from '../config/app-config.js';
import { AiPapers } from './ai-papers.js';
import { PAPER_GENERATOR } from './paper-generator.port.js';
import { makePaperGenerator } from './paper-generators.js';

@Module({
  providers: [{ provide: PAPER_GENERATOR, inject: [AppConfig], useFactory: makePaperGenerator }, AiPapers],
  exports: [AiPapers],
})
export class AiModule {}
