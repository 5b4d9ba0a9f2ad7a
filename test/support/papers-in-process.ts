import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { getModelToken } from '@nestjs/mongoose';
import { Test, type TestingModule } from '@nestjs/testing';
import { Types } from 'mongoose';
import { AiCircuit } from '../../src/ai/ai-circuit.js';
import { PAPER_GENERATOR } from '../../src/ai/paper-generator.port.js';
import type { SignedInUser } from '../../src/auth/signed-in-user.js';
import { BASE_IMAGE_MODEL, type BaseImageModel } from '../../src/base-images/base-image.schema.js';
import type { ReadyBaseImage } from '../../src/base-images/base-image.js';
import { BaseImageService } from '../../src/base-images/base-image.service.js';
import { BaseImagesModule } from '../../src/base-images/base-images.module.js';
import { PaperChoiceService } from '../../src/base-images/paper-choice.service.js';
import type { ArtworkShape, PaperChoice } from '../../src/base-images/paper-choice.js';
import { PaperLifecycleRepository } from '../../src/base-images/paper-lifecycle.repository.js';
import { PaperRequestsService } from '../../src/base-images/paper-requests.service.js';
import { CommonModule } from '../../src/common/common.module.js';
import { AppConfig } from '../../src/config/app-config.js';
import { ConfigModule } from '../../src/config/config.module.js';
import { parseEnvironment } from '../../src/config/environment.js';
import { DatabaseModule } from '../../src/database/database.module.js';
import type { Engine } from '../../src/engine/node/engine.js';
import { IdempotencyModule } from '../../src/idempotency/idempotency.module.js';
import { ENGINE } from '../../src/imaging/engine.provider.js';
import { ImagingModule } from '../../src/imaging/imaging.module.js';
import { JobHandlers } from '../../src/jobs/job-handlers.js';
import type { Job } from '../../src/jobs/job.js';
import { JobQueueModule } from '../../src/jobs/job-queue.module.js';
import { JobsModule } from '../../src/jobs/jobs.module.js';
import { JobsService } from '../../src/jobs/jobs.service.js';
import { storageKeys } from '../../src/storage/storage-keys.js';
import { STORAGE, type StoragePort } from '../../src/storage/storage.port.js';
import { StorageModule } from '../../src/storage/storage.module.js';
import { UploadsModule } from '../../src/uploads/uploads.module.js';
import { PaperServer, ServedPapers } from './paper-server.js';
import { startTestEngine } from './test-engine.js';

/** Papers, jobs, storage and the embedded database in this process, with AI across a socket that a test can make fail. */
export class PapersProcess {
  readonly choices: PaperChoiceService;
  readonly baseImages: BaseImageService;
  readonly requests: PaperRequestsService;
  readonly jobs: JobsService;
  readonly records: BaseImageModel;
  readonly storage: StoragePort;
  private papers = 0;

  private constructor(
    readonly module: TestingModule,
    private readonly config: AppConfig,
    readonly server: PaperServer,
    readonly generator: ServedPapers,
    private readonly engine: Engine,
    private readonly dataDir: string,
  ) {
    this.choices = module.get(PaperChoiceService);
    this.baseImages = module.get(BaseImageService);
    this.requests = module.get(PaperRequestsService);
    this.jobs = module.get(JobsService);
    this.records = module.get<BaseImageModel>(getModelToken(BASE_IMAGE_MODEL));
    this.storage = module.get<StoragePort>(STORAGE);
  }

  static async start(): Promise<PapersProcess> {
    Logger.overrideLogger(false);
    const dataDir = await mkdtemp(join(tmpdir(), 'papers-'));
    const config = new AppConfig(parseEnvironment({ DATA_DIR: dataDir, NODE_ENV: 'test', PAPER_LIBRARY: 'none' }));
    const server = await PaperServer.start();
    const generator = new ServedPapers(server.url);
    const engine = startTestEngine();
    const module = await Test.createTestingModule({
      imports: [
        ConfigModule.register(config),
        CommonModule,
        DatabaseModule,
        StorageModule.register(config),
        IdempotencyModule,
        ImagingModule,
        UploadsModule,
        JobsModule,
        JobQueueModule.register(config),
        BaseImagesModule,
      ],
    })
      .overrideProvider(PAPER_GENERATOR)
      .useValue(generator)
      .overrideProvider(AiCircuit)
      .useValue({ run: <T>(work: () => Promise<T>) => work() })
      .overrideProvider(ENGINE)
      .useValue(engine)
      .compile();
    module
      .get(JobHandlers)
      .register('mapping', (payload) => Promise.reject(new Error(`no mappings: ${payload.mappingId}`)));
    await module.init();
    return new PapersProcess(module, config, server, generator, engine, dataDir);
  }

  async stop(): Promise<void> {
    await this.module.close();
    await this.engine.close();
    await this.server.stop();
    await rm(this.dataDir, { recursive: true, force: true });
  }

  /** From now on AI has this long. */
  budget(milliseconds: number): void {
    Object.assign(this.config.ai, { budgetMilliseconds: milliseconds });
  }

  /** Forgets every paper. */
  async clear(): Promise<void> {
    await this.records.deleteMany({});
    this.server.behaviour = 'paper';
    this.server.requests.length = 0;
    this.generator.available = true;
    this.budget(20_000);
  }

  artist(): SignedInUser {
    return { id: newId(), role: 'artist' };
  }

  artwork(shape: Partial<ArtworkShape> = {}): ArtworkShape {
    return { id: newId(), width: 1200, height: 800, ...shape };
  }

  /** A pre-generated paper of the library, ready. */
  libraryPaper(size = { width: 384, height: 256 }): Promise<ReadyBaseImage> {
    return this.readyPaper(null, size);
  }

  /** A paper of this user's own, ready. */
  ownPaper(user: SignedInUser): Promise<ReadyBaseImage> {
    return this.readyPaper(user.id, { width: 384, height: 256 });
  }

  async ready(viewer: SignedInUser, id: string): Promise<ReadyBaseImage> {
    const { jobId } = await this.baseImages.find(viewer, id);
    await this.ended(jobId);
    return this.baseImages.findReady(viewer, id);
  }

  /** As the engine's papers are, without the time that making one takes. */
  private async readyPaper(ownerId: string | null, size: { width: number; height: number }): Promise<ReadyBaseImage> {
    const lifecycle = this.module.get(PaperLifecycleRepository);
    const source = 'procedural';
    const name = `paper ${++this.papers}`;
    const provenance = { style: 'crumpled', seed: this.papers };
    const ids = { id: newId(), jobId: newId() };
    await lifecycle.insert({ ...ids, ownerId, name, source, automatic: false, ...size, provenance });
    const file = (ending: string) => `${storageKeys.paperFolder(ids.id)}${ending}`;
    const keys = {
      contentKey: file('paper.jpg'),
      thumbnailKey: file('thumbnail.webp'),
      analysisKey: file('analysis-v1.bin'),
      reliefKey: file('relief-v1.webp'),
    };
    for (const key of Object.values(keys)) {
      await this.storage.write(key, Buffer.from(key), { mediaType: 'application/octet-stream' });
    }
    const light = { azimuth: 225, elevation: 40 };
    const analysis = { version: 1, confidence: 1, light };
    const kept = { mediaType: 'image/jpeg', bytes: 100, ...keys, analysis, source, ...size, provenance } as const;
    await lifecycle.markReady(ids.id, kept);
    await lifecycle.jobCreated(ids.id);
    return this.baseImages.findReady({ id: newId(), role: 'operator' }, ids.id);
  }

  ended(jobId: string | undefined): Promise<Job> {
    return this.jobs.untilEnded(jobId!, 20_000, new AbortController().signal);
  }

  /** The choice once its paper's job has ended. */
  async settled(owner: SignedInUser, artwork: ArtworkShape): Promise<PaperChoice> {
    const first = await this.choices.current(owner, artwork);
    if (first.state === 'preparing') await this.ended(first.jobId);
    return this.choices.current(owner, artwork);
  }

  async keys(id: string): Promise<string[]> {
    const keys: string[] = [];
    for await (const { key } of this.storage.list(`base-images/${id}/`)) keys.push(key);
    return keys.toSorted();
  }
}

export function newId(): string {
  return new Types.ObjectId().toHexString();
}
