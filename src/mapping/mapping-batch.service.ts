import { Injectable } from '@nestjs/common';
import type { SignedInUser } from '../auth/signed-in-user.js';
import { JOB_PRIORITY } from '../jobs/job.js';
import type { FollowedMapping, Mapping } from './mapping.js';
import { MappingService } from './mapping.service.js';
import type { MappingBatch } from './mapping-batch.schemas.js';

/** Many mappings at once, which give way to those that somebody waits for. */
@Injectable()
export class MappingBatchService {
  constructor(private readonly mappings: MappingService) {}

  /**
   * All of them or, where one cannot be, none.
   * @throws AppError as MappingService.create
   */
  async create(user: SignedInUser, batch: MappingBatch): Promise<FollowedMapping[]> {
    const { artworkIds, baseImageIds, ...common } = batch;
    const subjects = artworkIds.flatMap((artworkId) => baseImageIds.map((baseImageId) => ({ artworkId, baseImageId })));
    await this.mappings.admit(user.id, subjects.length);
    const prepared: Mapping[] = [];
    for (const subject of subjects) prepared.push(await this.mappings.prepare(user, { ...common, ...subject }));
    const recorded: FollowedMapping[] = [];
    for (const mapping of prepared) recorded.push(await this.mappings.record(mapping, JOB_PRIORITY.batch));
    return recorded;
  }
}
