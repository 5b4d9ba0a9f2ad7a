import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
  type OnModuleInit,
} from '@nestjs/common';
import { AppConfig } from '../config/app-config.js';
import { hasEnded, type Job, JOB_PRIORITY } from '../jobs/job.js';
import { JobsService } from '../jobs/jobs.service.js';
import { OrphanSweeper } from '../storage/orphan-sweeper.js';
import { storageKeys } from '../storage/storage-keys.js';
import { STORAGE, type StoragePort } from '../storage/storage.port.js';
import type { Mapping, PendingWork } from './mapping.js';
import { MappingsRepository } from './mappings.repository.js';

const INTERVAL_MILLISECONDS = 10_000;
/** Whoever asked for a mapping is given this long to create its job. */
const PATIENCE_MILLISECONDS = 5000;
const BATCH = 200;
const KEY_OF_MAPPING = /^users\/[0-9a-f]{24}\/mappings\/([0-9a-f]{24})\//;

/**
 * Does what is pending for mappings: at once when it is asked to, and by timer for whatever a crash left. Each piece of work
 * may be done twice or by several processes.
 */
@Injectable()
export class MappingUpkeep implements OnModuleInit, OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('MappingUpkeep');
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> = Promise.resolve();
  private stopping = false;

  constructor(
    private readonly config: AppConfig,
    private readonly mappings: MappingsRepository,
    private readonly jobs: JobsService,
    private readonly sweeper: OrphanSweeper,
    @Inject(STORAGE) private readonly storage: StoragePort,
  ) {}

  onModuleInit(): void {
    this.sweeper.register({
      prefix: 'users/',
      idOf: (key) => KEY_OF_MAPPING.exec(key)?.[1],
      living: (ids) => this.mappings.living(ids),
    });
  }

  onApplicationBootstrap(): void {
    if (this.config.role !== 'api') this.schedule(0);
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.timer);
    await this.round;
  }

  /** The job of a mapping that was just recorded, or that a crash left without one. */
  async createJob(mapping: Mapping, priority: number = JOB_PRIORITY.single): Promise<Job<'mapping'>> {
    const { id, jobId, ownerId } = mapping;
    const payload = { mappingId: id };
    const job = await this.jobs.enqueue({
      id: jobId,
      kind: 'mapping',
      ownerId,
      payload,
      priority,
    });
    await this.mappings.setPending(id, 'job', 'settlement');
    return job;
  }

  /** Everything of a mapping that is marked for removal. An attempt in progress takes back what it stores. */
  async finishRemoval(mapping: Mapping): Promise<void> {
    await this.jobs.remove(mapping.jobId);
    for (const key of await this.storedFor(mapping)) await this.storage.remove(key);
    await this.mappings.remove(mapping.id);
  }

  private schedule(milliseconds: number): void {
    this.timer = setTimeout(() => {
      this.round = this.look().finally(() => {
        if (!this.stopping) this.schedule(INTERVAL_MILLISECONDS);
      });
    }, milliseconds).unref();
  }

  private async look(): Promise<void> {
    try {
      const impatientBefore = Date.now() - PATIENCE_MILLISECONDS;
      await this.each('job', async (mapping) => {
        if (mapping.createdAt.getTime() < impatientBefore) await this.createJob(mapping);
      });
      await this.each('removal', (mapping) => this.finishRemoval(mapping));
      await this.settleAll();
    } catch (error) {
      this.logger.debug({ err: error }, 'mappings could not be looked after; tries again');
    }
  }

  private async each(work: PendingWork, act: (mapping: Mapping) => Promise<unknown>): Promise<void> {
    for await (const mappings of this.batches(work)) for (const mapping of mappings) await act(mapping);
  }

  private async settleAll(): Promise<void> {
    for await (const mappings of this.batches('settlement')) {
      const jobs = await this.jobs.findMany(mappings.map(({ jobId }) => jobId));
      for (const mapping of mappings) {
        const job = jobs.get(mapping.jobId);
        if (job && hasEnded(job)) await this.settle(mapping, job);
      }
    }
  }

  /**
   * Removes what attempts stored that did not become the result. Attempts in progress are left alone, and so is what they
   * store: a job that did not succeed may be started over at any moment.
   */
  private async settle(mapping: Mapping, { status, attempts, attemptsGivenBack }: Job): Promise<void> {
    const done = () => this.mappings.setPending(mapping.id, 'settlement', 'nothing');
    // A storage that was away may have kept what an attempt sent it before it gave up.
    if (status === 'succeeded' && attempts.length + attemptsGivenBack <= 1) return void (await done());
    const stored = await this.storedFor(mapping);
    // Looked at after the listing: what was stored by then belongs to attempts that this job knows.
    const job = await this.endedJob(mapping);
    if (!job) return;
    const kept = [job.result?.key, job.result?.thumbnailKey];
    for (const key of stored) if (!kept.includes(key)) await this.storage.remove(key);
    await done();
    const later = await this.endedJob(mapping);
    if (later?.finishedAt?.getTime() === job.finishedAt?.getTime()) return;
    await this.mappings.setPending(mapping.id, 'nothing', 'settlement');
  }

  private async storedFor({ id, ownerId }: Mapping): Promise<string[]> {
    const keys: string[] = [];
    for await (const { key } of this.storage.list(storageKeys.mappingFolder(ownerId, id))) keys.push(key);
    return keys;
  }

  private async endedJob({ jobId }: Mapping): Promise<Job<'mapping'> | undefined> {
    const job = (await this.jobs.findMany([jobId])).get(jobId);
    return job && hasEnded(job) ? (job as Job<'mapping'>) : undefined;
  }

  private async *batches(work: PendingWork): AsyncGenerator<Mapping[]> {
    let after: string | undefined;
    while (!this.stopping) {
      const mappings = await this.mappings.pending(work, BATCH, after);
      yield mappings;
      after = mappings.at(-1)?.id;
      if (mappings.length < BATCH) return;
    }
  }
}
