import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { Test } from '@nestjs/testing';
import { Types } from 'mongoose';
import { AppError } from '../common/app-error.js';
import { CommonModule } from '../common/common.module.js';
import { AppConfig } from '../config/app-config.js';
import { ConfigModule } from '../config/config.module.js';
import { parseEnvironment } from '../config/environment.js';
import { DatabaseModule } from '../database/database.module.js';
import { DEFAULT_OUTPUT, PRESETS } from '../engine/core/presets/index.js';
import type { Job } from '../jobs/job.js';
import { type JobContext, JobHandlers } from '../jobs/job-handlers.js';
import type { JobResults } from '../jobs/job-kinds.js';
import { JobQueueModule } from '../jobs/job-queue.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { JobsService } from '../jobs/jobs.service.js';
import { storageKeys } from '../storage/storage-keys.js';
import { StorageModule } from '../storage/storage.module.js';
import { STORAGE, type StoragePort } from '../storage/storage.port.js';
import { MappingUpkeep } from './mapping-upkeep.service.js';
import type { Mapping, PendingWork } from './mapping.js';
import { MAPPING_MODEL, mappingSchema } from './mapping.schema.js';
import { MappingsRepository } from './mappings.repository.js';
import { until } from '../../test/support/until.js';

const newId = () => new Types.ObjectId().toHexString();
const OWNER = newId();
const PNG = { mediaType: 'image/png' };

describe('upkeep of mappings', () => {
  let dataDir: string;
  let app: INestApplicationContext;
  let mappings: MappingsRepository;
  let storage: StoragePort;
  let jobs: JobsService;
  /** How the first attempt ends, after it has stored something. */
  let end: (context: JobContext) => unknown = () => undefined;
  /** What the storage does before it lists anything. */
  let beforeListing: () => Promise<unknown> = () => Promise.resolve();

  /** A process that has just started. */
  async function start(): Promise<void> {
    const config = new AppConfig(parseEnvironment({ DATA_DIR: dataDir, NODE_ENV: 'test' }));
    const module = await Test.createTestingModule({
      imports: [
        ConfigModule.register(config),
        CommonModule,
        DatabaseModule,
        StorageModule.register(config),
        JobQueueModule.register(config),
        JobsModule,
        MongooseModule.forFeature([{ name: MAPPING_MODEL, schema: mappingSchema }]),
      ],
      providers: [MappingsRepository, MappingUpkeep],
    }).compile();
    module.useLogger(false);
    mappings = module.get(MappingsRepository);
    storage = module.get(STORAGE);
    const list = storage.list.bind(storage);
    storage.list = async function* (...request) {
      await beforeListing();
      yield* list(...request);
    };
    jobs = module.get(JobsService);
    module.get(JobHandlers).register('paper', () => Promise.reject(new Error('no papers here')));
    module.get(JobHandlers).register('mapping', async ({ mappingId }, context) => {
      const key = storageKeys.mappingResult(OWNER, mappingId, context.attemptId, 'png');
      const thumbnailKey = storageKeys.mappingThumbnail(key);
      for (const picture of [key, thumbnailKey]) await storage.write(picture, Buffer.from('picture'), PNG);
      const endNow = end;
      end = () => undefined;
      await endNow(context);
      return { key, thumbnailKey, mediaType: 'image/png', width: 1, height: 1, bytes: 7, sha256: '' };
    });
    await module.init();
    app = module;
  }

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'mapping-upkeep-'));
    await start();
  });
  afterEach(async () => {
    await app.close();
    await rm(dataDir, { recursive: true, force: true });
    end = () => undefined;
    beforeListing = () => Promise.resolve();
  });

  async function insert(pending: PendingWork, ageMilliseconds = 60_000, id = newId()): Promise<Mapping> {
    const mapping: Mapping = {
      id,
      ownerId: OWNER,
      artworkId: newId(),
      wantedBaseImageId: null,
      baseImageId: null,
      preset: 'natural',
      parameters: PRESETS.natural.parameters,
      output: DEFAULT_OUTPUT,
      jobId: newId(),
      pending,
      createdAt: new Date(Date.now() - ageMilliseconds),
    };
    await mappings.insert(mapping);
    return mapping;
  }

  async function objects(mapping: Mapping): Promise<string[]> {
    const keys: string[] = [];
    for await (const { key } of storage.list(storageKeys.mappingFolder(OWNER, mapping.id))) keys.push(key);
    return keys;
  }

  async function restart(): Promise<void> {
    await app.close();
    await start();
  }

  it('creates the job that a crash left uncreated', async () => {
    const mapping = await insert('job');
    await restart();
    await until(async () => (await jobs.findMany([mapping.jobId])).get(mapping.jobId)?.status === 'succeeded');
    await until(async () => (await mappings.find(mapping.id))?.pending !== 'job');
    expect(await objects(mapping)).toHaveLength(2);
  });

  it('does not meddle with a request that is about to create its job', async () => {
    const mapping = await insert('job', 0);
    await restart();
    await sleep(300);
    expect((await jobs.findMany([mapping.jobId])).size).toBe(0);
  });

  it('finishes a removal that a crash cut short', async () => {
    const id = newId();
    await storage.write(storageKeys.mappingResult(OWNER, id, 'a'.repeat(32), 'png'), Buffer.from('picture'), PNG);
    const mapping = await insert('removal', 0, id);
    expect(await mappings.find(mapping.id)).toBeUndefined();
    await restart();
    await until(async () => (await mappings.living([mapping.id])).size === 0);
    expect(await objects(mapping)).toEqual([]);
  });

  it.each<[string, number, typeof end]>([
    ['failed', 2, () => Promise.reject(new Error('cut short'))],
    ['were put off', 1, (context) => context.defer(1, 'wait')],
  ])('clears up after attempts that %s', async (_how, attemptsUsed, firstEnd) => {
    end = firstEnd;
    const mapping = await insert('job');
    await app.get(MappingUpkeep).createJob(mapping);
    const { signal } = new AbortController();
    const job = await jobs.untilEnded(mapping.jobId, 5000, signal);
    expect(job).toMatchObject({ status: 'succeeded', attemptsUsed });
    expect(await objects(mapping)).toHaveLength(4);
    await restart();
    await until(async () => (await mappings.find(mapping.id))?.pending === 'nothing');
    expect((await objects(mapping)).toSorted()).toEqual(picturesOf(job));
  });

  it('keeps the result of a job that is started over while it is being cleared up after', async () => {
    const { signal } = new AbortController();
    end = () => Promise.reject(new AppError('NOT_FOUND', 'The artwork is gone.'));
    const mapping = await insert('job');
    await app.get(MappingUpkeep).createJob(mapping);
    expect(await jobs.untilEnded(mapping.jobId, 5000, signal)).toMatchObject({ status: 'failed' });
    const retried = new Promise<Job>((settle) => {
      beforeListing = async () => {
        beforeListing = () => Promise.resolve();
        await jobs.retry(mapping.jobId);
        settle(await jobs.untilEnded(mapping.jobId, 5000, signal));
      };
    });
    await restart();
    const job = await retried;
    expect(job.status).toBe('succeeded');
    await until(async () => (await mappings.find(mapping.id))?.pending === 'nothing');
    expect((await objects(mapping)).toSorted()).toEqual(picturesOf(job));
  });
});

function picturesOf({ result }: Job): string[] {
  const { key, thumbnailKey } = result as JobResults['mapping'];
  return [key, thumbnailKey!].toSorted();
}
