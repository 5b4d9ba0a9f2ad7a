import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INestApplicationContext, Type } from '@nestjs/common';
import { getModelToken } from '@nestjs/mongoose';
import { Test } from '@nestjs/testing';
import { type Connection, createConnection, Types } from 'mongoose';
import { CommonModule } from '../../src/common/common.module.js';
import { AppConfig } from '../../src/config/app-config.js';
import { ConfigModule } from '../../src/config/config.module.js';
import { parseEnvironment } from '../../src/config/environment.js';
import { DatabaseModule } from '../../src/database/database.module.js';
import { openEmbeddedDatabase } from '../../src/database/embedded/embedded-database.js';
import { JOB_KINDS } from '../../src/jobs/job-kinds.js';
import { type JobHandler, JobHandlers } from '../../src/jobs/job-handlers.js';
import { JOB_MODEL, type JobModel } from '../../src/jobs/job.schema.js';
import type { Job } from '../../src/jobs/job.js';
import { JobQueueModule } from '../../src/jobs/job-queue.module.js';
import { JobsModule } from '../../src/jobs/jobs.module.js';
import { JobsService } from '../../src/jobs/jobs.service.js';
import { QueueControlService } from '../../src/jobs/queue-control.service.js';

type JobSettings = AppConfig['jobs'] & Pick<AppConfig, 'redis' | 'role' | 'shutdownMilliseconds'>;

/** One process's jobs module, without HTTP. */
export class JobsProcess {
  readonly service: JobsService;
  readonly control: QueueControlService;
  readonly records: JobModel;

  private stopped: Promise<void> | undefined;

  constructor(private readonly app: INestApplicationContext) {
    this.service = app.get(JobsService);
    this.control = app.get(QueueControlService);
    this.records = app.get<JobModel>(getModelToken(JOB_MODEL));
  }

  /** One of its providers. */
  get<T>(provider: Type<T> | symbol): T {
    return this.app.get(provider);
  }

  /** Ends it in order, as SIGTERM does. */
  stop(): Promise<void> {
    return (this.stopped ??= this.app.close());
  }

  enqueue(priority = 20, id = new Types.ObjectId().toHexString()): Promise<Job> {
    const payload = { mappingId: new Types.ObjectId().toHexString() };
    return this.service.enqueue({ id, kind: 'mapping', ownerId: null, payload, priority });
  }

  /** As it ended; within less than a lease, so that nothing is done only by taking it from a silent worker. */
  ended(id: string, milliseconds = 18_000): Promise<Job> {
    return this.service.untilEnded(id, milliseconds, new AbortController().signal);
  }
}

/** A real database in this process, and any number of stand-ins for processes on it. */
export class JobsCluster {
  private processes: JobsProcess[] = [];

  private constructor(
    private readonly folder: string,
    private readonly database: Awaited<ReturnType<typeof openEmbeddedDatabase>>,
    private readonly connection: Connection,
  ) {}

  static async open(): Promise<JobsCluster> {
    const folder = await mkdtemp(join(tmpdir(), 'artwork-mapping-jobs-'));
    const database = await openEmbeddedDatabase(join(folder, 'database'), () => undefined);
    return new JobsCluster(folder, database, await createConnection(database.uri).asPromise());
  }

  /** @param handler serves every kind of job, so that each test says what its jobs do */
  async start(handler: JobHandler, settings: Partial<JobSettings> = {}): Promise<JobsProcess> {
    const { uri } = this.database;
    const config = new AppConfig(parseEnvironment({ DATA_DIR: this.folder, MONGO_URI: uri, NODE_ENV: 'test' }));
    const {
      redis = config.redis,
      role = config.role,
      shutdownMilliseconds = config.shutdownMilliseconds,
      ...jobs
    } = settings;
    const effective = Object.assign(config, { redis, role, shutdownMilliseconds, jobs: { ...config.jobs, ...jobs } });
    const module = await Test.createTestingModule({
      imports: [
        ConfigModule.register(effective),
        CommonModule,
        DatabaseModule,
        JobsModule,
        JobQueueModule.register(effective),
      ],
    }).compile();
    module.useLogger(false);
    for (const kind of JOB_KINDS) module.get(JobHandlers).register(kind, handler);
    await module.init();
    const process = new JobsProcess(module);
    this.processes.push(process);
    return process;
  }

  /** Stops the processes of a test and forgets what they did. */
  async clear(): Promise<void> {
    const names = ['jobs', 'queue_state', 'job_workers'];
    await this.connection.collection('jobs').deleteMany({});
    for (const process of this.processes) await process.stop();
    for (const name of names) await this.connection.collection(name).deleteMany({});
    this.processes = [];
  }

  async close(): Promise<void> {
    await this.clear();
    await this.connection.close();
    await this.database.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}
