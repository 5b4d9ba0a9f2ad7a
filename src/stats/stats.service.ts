import { Injectable } from '@nestjs/common';
import { ArtworkService } from '../artwork/artwork.service.js';
import { BaseImageService } from '../base-images/base-image.service.js';
import { HealthService } from '../health/health.service.js';
import { toCountsResponse } from '../jobs/job-response.js';
import { QueueControlService } from '../jobs/queue-control.service.js';
import { bucketsOf, durationsSince, type WindowName, WINDOWS } from './job-history.js';
import type { StatsResponse } from './stats.schemas.js';

/** More jobs than this are not read for one answer. */
const HISTORY_LIMIT = 20_000;
const RATE_MINUTES = 5;
const STORAGE_MILLISECONDS = 60_000;

/** What the dashboard shows, gathered from the features. */
@Injectable()
export class StatsService {
  private storage: { readonly use: Promise<StatsResponse['storage']>; readonly until: number } | undefined;

  constructor(
    private readonly queue: QueueControlService,
    private readonly artworks: ArtworkService,
    private readonly papers: BaseImageService,
    private readonly health: HealthService,
  ) {}

  async gather(window: WindowName): Promise<StatsResponse> {
    const now = new Date();
    const from = new Date(now.getTime() - WINDOWS[window].milliseconds);
    const [queue, history, ai, storage, readiness] = await Promise.all([
      this.queue.counts(),
      this.queue.history(from, HISTORY_LIMIT),
      this.papers.countAi(from),
      this.storageUse(),
      this.health.readinessAnswer(),
    ]);
    const lately = new Date(now.getTime() - RATE_MINUTES * 60_000);
    const renders = history.filter(
      ({ kind, status, finishedAt }) =>
        kind === 'mapping' && status === 'succeeded' && finishedAt && finishedAt >= lately,
    );
    return {
      at: now.toISOString(),
      window,
      sampled: history.length === HISTORY_LIMIT,
      queue: toCountsResponse(queue),
      buckets: bucketsOf(history, window, now).map((bucket) => ({ ...bucket, from: bucket.from.toISOString() })),
      durations: durationsSince(history, from),
      rendersPerMinute: renders.length / RATE_MINUTES,
      ai: { ...ai, fallback: ai.asked - ai.served - ai.failed },
      storage,
      readiness,
    };
  }

  private async storageUse(): Promise<StatsResponse['storage']> {
    if (!this.storage || this.storage.until < Date.now()) {
      const use = this.countStorage();
      this.storage = { use, until: Date.now() + STORAGE_MILLISECONDS };
      use.catch(() => (this.storage = undefined));
    }
    return this.storage.use;
  }

  private async countStorage(): Promise<StatsResponse['storage']> {
    const [artworks, baseImages, results] = await Promise.all([
      this.artworks.storedBytes(),
      this.papers.storedBytes(),
      this.queue.resultBytes(),
    ]);
    return { artworks, baseImages, results };
  }
}
