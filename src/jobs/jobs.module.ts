import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { AttemptsRepository } from './attempts.repository.js';
import { JobClock } from './job-clock.js';
import { JobEndingsRepository } from './job-endings.repository.js';
import { JobHandlers } from './job-handlers.js';
import { JobPersonalData } from './job-personal-data.js';
import { JobReconciler } from './job-reconciler.js';
import { JobRunner } from './job-runner.js';
import { JobSignals } from './job-signals.js';
import { JobWatch } from './job-watch.js';
import { JOB_MODEL, jobSchema } from './job.schema.js';
import { JobsController } from './jobs.controller.js';
import { JobsRepository } from './jobs.repository.js';
import { JobsService } from './jobs.service.js';
import { QueueControlService } from './queue-control.service.js';
import { QueueStateRepository } from './queue-state.repository.js';
import { QUEUE_STATE_MODEL, queueStateSchema, WORKER_MODEL, workerSchema } from './queue-state.schema.js';

@Module({
  imports: [
    MongooseModule.forFeature([
      { name: JOB_MODEL, schema: jobSchema },
      { name: QUEUE_STATE_MODEL, schema: queueStateSchema },
      { name: WORKER_MODEL, schema: workerSchema },
    ]),
  ],
  controllers: [JobsController],
  providers: [
    JobsRepository,
    AttemptsRepository,
    JobEndingsRepository,
    QueueStateRepository,
    JobClock,
    JobSignals,
    JobHandlers,
    JobsService,
    JobWatch,
    QueueControlService,
    JobReconciler,
    JobRunner,
    JobPersonalData,
  ],
  exports: [JobsService, JobClock, JobEndingsRepository, JobHandlers, JobSignals, JobWatch, QueueControlService],
})
export class JobsModule {}
