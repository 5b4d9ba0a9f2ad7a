import { Module } from '@nestjs/common';
import { AppConfig } from '../config/app-config.js';
import { AiCircuit } from './ai-circuit.js';
import { AiPapers } from './ai-papers.js';
import { AiReadiness } from './ai-readiness.js';
import { PAPER_GENERATOR } from './paper-generator.port.js';
import { makePaperGenerator } from './paper-generators.js';

@Module({
  providers: [
    { provide: PAPER_GENERATOR, inject: [AppConfig], useFactory: makePaperGenerator },
    AiCircuit,
    AiPapers,
    AiReadiness,
  ],
  exports: [AiPapers],
})
export class AiModule {}
