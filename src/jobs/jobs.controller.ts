import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { RequireRole } from '../auth/roles.decorator.js';
import { Answers, Problems } from '../common/documented.js';
import { identifier } from '../common/identifier.js';
import type { Page } from '../common/listing.js';
import { toCountsResponse, toJobResponse } from './job-response.js';
import type { Job } from './job.js';
import {
  type JobCountsResponse,
  jobCountsSchema,
  type JobListQuery,
  jobListQuery,
  jobPageSchema,
  type JobResponse,
  jobSchema,
  retriedSchema,
  retryFailedSchema,
} from './jobs.schemas.js';
import { JobsService } from './jobs.service.js';
import { QueueControlService } from './queue-control.service.js';

@ApiTags('jobs')
@RequireRole('operator')
@Problems('UNAUTHENTICATED', 'FORBIDDEN', 'VALIDATION_FAILED', 'TOO_MANY_REQUESTS')
@Controller('jobs')
export class JobsController {
  constructor(
    private readonly jobs: JobsService,
    private readonly queue: QueueControlService,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listJobs', summary: 'List jobs' })
  @Answers(200, { description: 'A page of jobs.', schema: jobPageSchema })
  async list(@Query({ schema: jobListQuery }) query: JobListQuery): Promise<Page<JobResponse>> {
    const { status, kind, ownerId, error, createdFrom, createdBefore, ...listing } = query;
    const filter = {
      ...(status && { status }),
      ...(kind && { kind }),
      ...(ownerId && { ownerId }),
      ...(error && { error }),
      ...(createdFrom && { createdFrom: new Date(createdFrom) }),
      ...(createdBefore && { createdBefore: new Date(createdBefore) }),
    };
    const page = await this.jobs.list(filter, listing);
    const positions = await this.jobs.queuePositions(page.items);
    return { ...page, items: page.items.map((job) => toJobResponse(job, positions.get(job.id))) };
  }

  @Get('counts')
  @ApiOperation({ operationId: 'getJobCounts', summary: 'Count jobs by status; pause and workers' })
  @Answers(200, { description: 'The queue as a whole.', schema: jobCountsSchema })
  async counts(): Promise<JobCountsResponse> {
    return toCountsResponse(await this.queue.counts());
  }

  @Post('pause')
  @HttpCode(200)
  @ApiOperation({ operationId: 'pauseJobs', summary: 'Let no worker begin another job' })
  @Answers(200, { description: 'The queue is paused.', schema: jobCountsSchema })
  async pause(): Promise<JobCountsResponse> {
    await this.queue.pause();
    return this.counts();
  }

  @Post('resume')
  @HttpCode(200)
  @ApiOperation({ operationId: 'resumeJobs', summary: 'Let workers begin jobs again' })
  @Answers(200, { description: 'The queue runs.', schema: jobCountsSchema })
  async resume(): Promise<JobCountsResponse> {
    await this.queue.resume();
    return this.counts();
  }

  @Post('retry-failed')
  @HttpCode(200)
  @ApiOperation({ operationId: 'retryFailedJobs', summary: 'Put all failed jobs back into the queue' })
  @Answers(200, { description: 'How many there were.', schema: retriedSchema })
  async retryFailed(
    @Body({ schema: retryFailedSchema.default({}) }) body: z.infer<typeof retryFailedSchema>,
  ): Promise<z.infer<typeof retriedSchema>> {
    return { count: await this.jobs.retryFailed(body.kind) };
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getJob', summary: 'Get a job with its attempts, timings and error' })
  @Answers(200, { description: 'The job.', schema: jobSchema })
  @Problems('NOT_FOUND')
  async get(@Param('id', { schema: identifier }) id: string): Promise<JobResponse> {
    return this.answer(await this.jobs.find(id));
  }

  @Post(':id/retry')
  @HttpCode(200)
  @ApiOperation({ operationId: 'retryJob', summary: 'Put a failed or cancelled job back into the queue' })
  @Answers(200, { description: 'The job, queued again.', schema: jobSchema })
  @Problems('NOT_FOUND', 'STATE_CONFLICT')
  async retry(@Param('id', { schema: identifier }) id: string): Promise<JobResponse> {
    return this.answer(await this.jobs.retry(id));
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @ApiOperation({ operationId: 'cancelJob', summary: 'Cancel a queued or running job' })
  @Answers(200, { description: 'The job; a running one stops shortly.', schema: jobSchema })
  @Problems('NOT_FOUND', 'STATE_CONFLICT')
  async cancel(@Param('id', { schema: identifier }) id: string): Promise<JobResponse> {
    return this.answer(await this.jobs.cancel(id));
  }

  private async answer(job: Job): Promise<JobResponse> {
    return toJobResponse(job, await this.jobs.queuePosition(job));
  }
}
