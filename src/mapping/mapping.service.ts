import { Injectable } from '@nestjs/common';
import { Types } from 'mongoose';
import { ArtworkService } from '../artwork/artwork.service.js';
import type { SignedInUser } from '../auth/signed-in-user.js';
import type { BaseImage } from '../base-images/base-image.js';
import { BaseImageService } from '../base-images/base-image.service.js';
import { AppError } from '../common/app-error.js';
import type { Listing, Page } from '../common/listing.js';
import { validationError } from '../common/schema-validation.pipe.js';
import { AppConfig } from '../config/app-config.js';
import { DEFAULT_OUTPUT, type OutputOptions } from '../engine/core/presets/index.js';
import type { Job, JobStatus } from '../jobs/job.js';
import { JobsService } from '../jobs/jobs.service.js';
import { MappingUpkeep } from './mapping-upkeep.service.js';
import type { FollowedMapping, Mapping } from './mapping.js';
import { type MappingFilter, MappingsRepository } from './mappings.repository.js';
import type { MappingRequest } from './mappings.schemas.js';
import { resolveParameters } from './resolve-parameters.js';

/** Mappings that one account may have waiting or in work. */
const MAX_UNFINISHED = 500;
const RETRY_AFTER_SECONDS = 30;
/** Cancelling a running mapping is answered when it has stopped, or after this. */
const CANCEL_MILLISECONDS = 1000;

/** Mappings as their owners see them: asking for them, following them, taking them back. */
@Injectable()
export class MappingService {
  constructor(
    private readonly mappings: MappingsRepository,
    private readonly artworks: ArtworkService,
    private readonly baseImages: BaseImageService,
    private readonly jobs: JobsService,
    private readonly upkeep: MappingUpkeep,
    private readonly config: AppConfig,
  ) {}

  /**
   * Records the wish and queues its job.
   * @throws AppError NOT_FOUND, VALIDATION_FAILED, TOO_MANY_REQUESTS
   */
  async create(user: SignedInUser, request: MappingRequest): Promise<FollowedMapping> {
    const mapping = await this.prepare(user, request);
    await this.admit(user.id);
    return this.record(mapping);
  }

  /**
   * The wish, checked and not yet recorded.
   * @throws AppError NOT_FOUND, VALIDATION_FAILED
   */
  async prepare(user: SignedInUser, request: MappingRequest): Promise<Mapping> {
    const { artworkId, baseImageId, preset, parameters } = request;
    await this.artworks.find(user.id, artworkId);
    const wanted = baseImageId === 'auto' ? undefined : await this.baseImages.findUsable(user, baseImageId);
    const output = { ...DEFAULT_OUTPUT, ...request.output };
    this.refuseTooLarge(output, wanted);
    return {
      id: new Types.ObjectId().toHexString(),
      ownerId: user.id,
      artworkId,
      wantedBaseImageId: wanted?.id ?? null,
      baseImageId: wanted?.id ?? null,
      preset,
      parameters: resolveParameters(preset, parameters),
      output,
      jobId: new Types.ObjectId().toHexString(),
      pending: 'job',
      createdAt: new Date(),
    };
  }

  async record(mapping: Mapping, priority?: number): Promise<FollowedMapping> {
    await this.mappings.insert(mapping);
    return this.follow(mapping, await this.upkeep.createJob(mapping, priority));
  }

  /** @throws AppError TOO_MANY_REQUESTS where an account would have too many waiting with so many more */
  async admit(ownerId: string, more = 1): Promise<void> {
    const unfinished = await this.jobs.countUnfinished(ownerId, 'mapping');
    if (unfinished + more <= MAX_UNFINISHED) return;
    throw new AppError(
      'TOO_MANY_REQUESTS',
      `You have ${unfinished} mappings waiting and ask for ${more} more; the limit is ${MAX_UNFINISHED}.`,
      { retryAfterSeconds: RETRY_AFTER_SECONDS },
    );
  }

  /** @throws AppError NOT_FOUND, also for another's unless an operator looks */
  async find(viewer: SignedInUser, id: string): Promise<FollowedMapping> {
    const mapping = await this.mappings.find(id);
    if (!mapping || (mapping.ownerId !== viewer.id && viewer.role !== 'operator')) throw notFound();
    return this.follow(mapping);
  }

  /** The same, with its job, which is made where a crash left none. @throws AppError NOT_FOUND */
  async findQueued(viewer: SignedInUser, id: string): Promise<Required<Pick<FollowedMapping, 'mapping' | 'job'>>> {
    const { mapping, job } = await this.find(viewer, id);
    return { mapping, job: job ?? (await this.upkeep.createJob(mapping)) };
  }

  /** As it is now; undefined where it was deleted. */
  reread({ id }: Mapping): Promise<Mapping | undefined> {
    return this.mappings.find(id);
  }

  async list(filter: MappingFilter, status: JobStatus | undefined, listing: Listing): Promise<Page<FollowedMapping>> {
    const page = await (status ? this.pageByStatus(filter, status, listing) : this.mappings.page(filter, listing));
    const jobs = await this.jobs.findMany(page.items.map(({ jobId }) => jobId));
    const positions = await this.jobs.queuePositions(jobs.values());
    return { ...page, items: page.items.map((mapping) => followed(mapping, jobs.get(mapping.jobId), positions)) };
  }

  /** @throws AppError NOT_FOUND, STATE_CONFLICT where it has ended otherwise */
  async cancel(owner: SignedInUser, id: string): Promise<FollowedMapping> {
    const mapping = await this.own(owner, id);
    const job = await this.jobs.cancel(mapping.jobId);
    if (job.status === 'cancelled') return this.follow(mapping, job);
    return this.follow(
      mapping,
      await this.untilEnded(mapping, CANCEL_MILLISECONDS, AbortSignal.timeout(CANCEL_MILLISECONDS)),
    );
  }

  /** @throws AppError NOT_FOUND, STATE_CONFLICT unless it failed or was cancelled */
  async retry(owner: SignedInUser, id: string): Promise<FollowedMapping> {
    const mapping = await this.own(owner, id);
    await this.admit(owner.id);
    return this.follow(mapping, await this.jobs.retry(mapping.jobId));
  }

  /** With its result, and in any state; operators remove anybody's. @throws AppError NOT_FOUND */
  async remove(user: SignedInUser, id: string): Promise<void> {
    await this.find(user, id);
    const mapping = await this.mappings.beginRemoval(id);
    if (!mapping) throw notFound();
    await this.upkeep.finishRemoval(mapping);
  }

  /** The mapping when it has ended, or as it is when the time is up. */
  async whenEnded({ mapping }: FollowedMapping, milliseconds: number, signal: AbortSignal): Promise<FollowedMapping> {
    const job = await this.untilEnded(mapping, milliseconds, signal);
    return this.follow((await this.mappings.find(mapping.id)) ?? mapping, job);
  }

  private async untilEnded(mapping: Mapping, milliseconds: number, signal: AbortSignal): Promise<Job> {
    return this.jobs.untilEnded(mapping.jobId, milliseconds, signal);
  }

  /** The mapping with a job, which is made where a crash left none. */
  private async own(owner: SignedInUser, id: string): Promise<Mapping> {
    const mapping = await this.mappings.find(id);
    if (mapping?.ownerId !== owner.id) throw notFound();
    if (mapping.pending === 'job') await this.upkeep.createJob(mapping);
    return mapping;
  }

  private async follow(mapping: Mapping, known?: Job): Promise<FollowedMapping> {
    const job = known ?? (await this.jobs.findMany([mapping.jobId])).get(mapping.jobId);
    const queuePosition = job && (await this.jobs.queuePosition(job));
    return {
      mapping,
      ...(job ? { job: job as Job<'mapping'> } : {}),
      ...(queuePosition === undefined ? {} : { queuePosition }),
    };
  }

  /** The jobs know the status, the mappings the rest. */
  private async pageByStatus(filter: MappingFilter, status: JobStatus, listing: Listing): Promise<Page<Mapping>> {
    const { ownerId, artworkId, baseImageId } = filter;
    const ids = artworkId || baseImageId ? { ids: await this.mappings.jobIds(filter) } : {};
    const page = await this.jobs.list({ ...(ownerId && { ownerId }), kind: 'mapping', status, ...ids }, listing);
    return { ...page, items: await this.mappings.findByJobs(page.items.map(({ id }) => id)) };
  }

  private refuseTooLarge({ width, height }: OutputOptions, image: BaseImage | undefined): void {
    const limit = this.config.limits.pixels;
    const pixels = (width ?? sideFrom(height, image, 'width')) * (height ?? sideFrom(width, image, 'height'));
    if (pixels <= limit) return;
    const detail = `Expected at most ${limit} pixels, received ${Math.round(pixels)}`;
    throw validationError([{ pointer: '/output', detail }]);
  }
}

/** A side that is left open, as far as it is known; nothing where the paper is still to be chosen. */
function sideFrom(other: number | null, image: BaseImage | undefined, side: 'width' | 'height'): number {
  if (!image) return other ?? 0;
  if (other === null) return image[side];
  return (other * image[side]) / image[side === 'width' ? 'height' : 'width'];
}

function followed(mapping: Mapping, job: Job | undefined, positions: ReadonlyMap<string, number>): FollowedMapping {
  const queuePosition = job?.status === 'queued' ? positions.get(job.id) : undefined;
  return {
    mapping,
    ...(job ? { job: job as Job<'mapping'> } : {}),
    ...(queuePosition === undefined ? {} : { queuePosition }),
  };
}

function notFound(): AppError {
  return new AppError('NOT_FOUND', 'There is no mapping with this id.');
}
