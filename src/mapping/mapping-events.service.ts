import { Inject, Injectable } from '@nestjs/common';
import type { SignedInUser } from '../auth/signed-in-user.js';
import type { ServerSentEvent } from '../common/event-stream.js';
import { PublicAddress } from '../common/public-address.js';
import { hasEnded, type Job, type JobStatus } from '../jobs/job.js';
import { JobWatch, stateOf } from '../jobs/job-watch.js';
import { STORAGE, type StoragePort } from '../storage/storage.port.js';
import { toMappingResponse } from './mapping-response.js';
import type { FollowedMapping, Mapping } from './mapping.js';
import { MappingService } from './mapping.service.js';

/** Shorter than the life of an access token: whoever connects again shows that they may still look. */
const LONGEST_MILLISECONDS = 600_000;

const EVENT: Readonly<Record<JobStatus, string>> = {
  queued: 'queued',
  running: 'progress',
  succeeded: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
};

/** A mapping's way from the queue to its end. */
@Injectable()
export class MappingEvents {
  constructor(
    private readonly mappings: MappingService,
    private readonly watch: JobWatch,
    private readonly address: PublicAddress,
    @Inject(STORAGE) private readonly storage: StoragePort,
  ) {}

  /**
   * Each event holds the whole mapping as it is then, so that whoever missed some has lost nothing; the one that the client
   * had last is not sent again. Undefined where that was the last there will be.
   * @throws AppError NOT_FOUND
   */
  async follow(
    viewer: SignedInUser,
    id: string,
    lastEventId: string | undefined,
    signal: AbortSignal,
  ): Promise<AsyncIterable<ServerSentEvent> | undefined> {
    const { mapping, job } = await this.mappings.findQueued(viewer, id);
    if (hasEnded(job) && stateOf({ job }) === lastEventId) return undefined;
    return this.events(mapping, lastEventId, AbortSignal.any([signal, AbortSignal.timeout(LONGEST_MILLISECONDS)]));
  }

  private async *events(
    mapping: Mapping,
    lastEventId: string | undefined,
    signal: AbortSignal,
  ): AsyncGenerator<ServerSentEvent> {
    let current = mapping;
    for await (const watched of this.watch.follow(mapping.jobId, signal)) {
      const id = stateOf(watched);
      if (id === lastEventId) continue;
      // The paper may have been chosen meanwhile.
      if (current.baseImageId === null) current = (await this.mappings.reread(current)) ?? current;
      const job = watched.job as Job<'mapping'>;
      yield { id, event: EVENT[job.status], data: this.answer({ ...watched, mapping: current, job }) };
    }
  }

  private answer(followed: FollowedMapping) {
    return toMappingResponse(followed, { storage: this.storage, address: this.address });
  }
}
