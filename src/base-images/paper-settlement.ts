import { Injectable } from '@nestjs/common';
import { hasEnded, type Job } from '../jobs/job.js';
import { JobsService } from '../jobs/jobs.service.js';
import type { BaseImage, BaseImageFailure } from './base-image.js';
import { BaseImageRepository } from './base-image.repository.js';
import { PaperLifecycleRepository } from './paper-lifecycle.repository.js';

/**
 * The job record is the truth about the work on a paper: one that still counts as being made although its job has failed or
 * was cancelled is found here, whenever it is looked at, and marked as failed.
 */
@Injectable()
export class PaperSettlement {
  constructor(
    private readonly jobs: JobsService,
    private readonly images: BaseImageRepository,
    private readonly lifecycle: PaperLifecycleRepository,
  ) {}

  async settle(image: BaseImage): Promise<BaseImage> {
    const [settled] = await this.settleAll([image]);
    return settled!;
  }

  async settleAll(images: readonly BaseImage[]): Promise<BaseImage[]> {
    const preparing = images.filter((image) => image.state === 'preparing');
    const jobs = await this.jobs.findMany(preparing.map((image) => image.jobId));
    return Promise.all(
      images.map(async (image) => {
        const job = image.state === 'preparing' ? jobs.get(image.jobId) : undefined;
        return job && hasEnded(job) ? this.settleEnded(image, job) : image;
      }),
    );
  }

  /** The record may have changed since it was read. */
  private async settleEnded(image: BaseImage, job: Job): Promise<BaseImage> {
    const failed = job.status === 'succeeded' ? undefined : await this.lifecycle.markFailed(image, failureOf(job));
    return failed ?? (await this.images.find(image.id)) ?? image;
  }
}

function failureOf({ error }: Job): BaseImageFailure {
  return error ? { code: error.code, detail: error.detail } : { code: 'CANCELLED', detail: 'Making it was cancelled.' };
}
