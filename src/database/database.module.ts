import { Global, Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { getConnectionToken } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import { Database } from './database.js';
import { DatabaseErrorFilter } from './database-error.filter.js';

/**
 * The connection that `MongooseModule.forFeature` binds models to, opened and kept by Database. Import it after CommonModule:
 * of the filters that could take an error, Nest asks the last one first.
 */
@Global()
@Module({
  providers: [
    Database,
    {
      provide: getConnectionToken(),
      inject: [Database],
      useFactory: (database: Database): Connection => database.connection,
    },
    { provide: APP_FILTER, useClass: DatabaseErrorFilter },
  ],
  exports: [Database, getConnectionToken()],
})
export class DatabaseModule {}
