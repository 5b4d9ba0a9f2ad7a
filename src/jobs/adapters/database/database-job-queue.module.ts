import { Module } from '@nestjs/common';
import { JOB_QUEUE } from '../../job-queue.port.js';
import { DatabaseJobQueue } from './database-job-queue.js';

/** The database alone: nothing else is needed, and any number of processes may work on it. */
@Module({ providers: [{ provide: JOB_QUEUE, useClass: DatabaseJobQueue }], exports: [JOB_QUEUE] })
export class DatabaseJobQueueModule {}
