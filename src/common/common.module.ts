import { Global, Module, StandardSchemaSerializerInterceptor } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { ContentTypeGuard } from './content-type.guard.js';
import { PersonalData } from './personal-data.js';
import { ProblemFilter } from './problem.filter.js';
import { PublicAddress } from './public-address.js';
import { Readiness } from './readiness.js';
import { Scrape } from './scrape.js';
import { SchemaValidationPipe } from './schema-validation.pipe.js';
import { TemporaryFiles } from './temporary-files.js';

/** What holds for every operation: validation, serialisation, problem documents, absolute addresses. */
@Global()
@Module({
  providers: [
    PersonalData,
    PublicAddress,
    Readiness,
    Scrape,
    TemporaryFiles,
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_PIPE, useClass: SchemaValidationPipe },
    { provide: APP_INTERCEPTOR, useClass: StandardSchemaSerializerInterceptor },
    { provide: APP_GUARD, useClass: ContentTypeGuard },
  ],
  exports: [PersonalData, PublicAddress, Readiness, Scrape, TemporaryFiles],
})
export class CommonModule {}
