import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { type Connection, Mongoose } from 'mongoose';
import { Readiness } from '../common/readiness.js';
import { AppConfig } from '../config/app-config.js';
import { retryUntilDone } from './backoff.js';
import {
  EMBEDDED_OPTIONS,
  MONGOOSE_OPTIONS,
  SERVER_PATIENCE_MILLISECONDS,
  serverOptions,
} from './connection-options.js';
import { observeCommands } from './database.metrics.js';
import { connectionProblem } from './database-errors.js';
import { repairDriver } from './driver-repairs.js';
import { type EmbeddedDatabase, openEmbeddedDatabase } from './embedded/embedded-database.js';
import { ensureIndexes } from './indexes.js';
import { MIGRATIONS } from './migrations/index.js';
import { migrate } from './migrations/migrate.js';
import { ServerWatch } from './server-watch.js';

/** A probe must hear an answer within a second. */
const CHECK_MILLISECONDS = 700;

/** How long the start waits, all in all, for a server that does not answer before it goes on without it. */
const PATIENCE_MILLISECONDS = 3000;

export interface DatabaseStatus {
  readonly status: 'up' | 'down';
  readonly message?: string;
}

/** The process's one connection: to the server that MONGO_URI names, or else to the embedded one. */
@Injectable()
export class Database implements OnModuleInit, OnApplicationShutdown {
  private readonly watch = new ServerWatch(SERVER_PATIENCE_MILLISECONDS);
  /** Models belong to it from the start; it can be used from the first lifecycle hook on. */
  readonly connection: Connection = new Mongoose(MONGOOSE_OPTIONS).plugin(this.watch.plugin).createConnection();
  private readonly logger = new Logger('Database');
  private readonly stopping = new AbortController();
  private readonly patience = AbortSignal.timeout(PATIENCE_MILLISECONDS);
  private connected: Promise<void> = Promise.resolve();
  private readonly background: Promise<void>[] = [];
  /** What must be done before the process is ready, each with why it is not. */
  private readonly unfinished = new Map<string, string>();
  private embedded: EmbeddedDatabase | undefined;

  constructor(
    private readonly config: AppConfig,
    private readonly readiness: Readiness,
  ) {}

  /** Before every other module's hook, because this one is global. */
  async onModuleInit(): Promise<void> {
    this.readiness.register({ name: 'database', required: true, check: () => this.require() });
    const { uri } = this.config.database;
    repairDriver();
    await (uri === undefined ? this.openEmbedded() : this.openServer(uri));
  }

  /**
   * Does what needs the database once, before the process is ready. On the embedded server it is done when this resolves. A
   * MongoDB server that does not answer holds the start up for a few seconds only; then the task is tried in the background.
   * @param task may run more than once
   */
  async atStart(name: string, task: () => Promise<void>): Promise<void> {
    if (this.embedded) return task();
    await Promise.race([this.keepTrying(name, task, this.connected), aborted(this.patience)]);
  }

  /** Whether the database can be used now, with the reason in words where it cannot; within a second. */
  async check(): Promise<DatabaseStatus> {
    const [waiting] = this.unfinished;
    if (waiting) return { status: 'down', message: `${waiting[0]}: ${waiting[1]}` };
    const { problem } = this.watch;
    if (problem !== undefined) return { status: 'down', message: problem };
    try {
      const ping = this.connection.db!.command({ ping: 1 });
      await Promise.race([ping, sleep(CHECK_MILLISECONDS, undefined, { ref: false }).then(tooSlow)]);
      return { status: 'up' };
    } catch (error) {
      return { status: 'down', message: this.embedded ? (error as Error).message : connectionProblem(error) };
    }
  }

  /** After requests and jobs have ended; Nest calls global modules last. */
  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.connection.close();
    await Promise.all(this.background);
    await this.embedded?.close();
  }

  private async openEmbedded(): Promise<void> {
    const folder = join(this.config.dataDir, 'database');
    this.embedded = await openEmbeddedDatabase(folder, (message, error) => this.logger.error({ err: error }, message));
    await this.connection.openUri(this.embedded.uri, { ...EMBEDDED_OPTIONS, monitorCommands: true });
    observeCommands(this.connection.getClient());
    await this.bringUpToDate();
  }

  private async openServer(uri: string): Promise<void> {
    // Each attempt's failure reaches the one who tries; without a listener it would end the process as well.
    this.connection.on('error', () => undefined);
    const options = serverOptions(uri);
    const connect = async () => {
      await this.connection.openUri(uri, { ...options, monitorCommands: true });
      observeCommands(this.connection.getClient());
      this.watch.observe(this.connection);
      this.logger.log({ host: this.connection.host }, 'connected');
      this.connection.on('disconnected', () => this.reportLoss());
      this.connection.on('reconnected', () => this.logger.log('connection restored'));
    };
    this.connected = this.keepTrying('connection', connect, Promise.resolve());
    await this.atStart('migrations and indexes', () => this.bringUpToDate());
  }

  private async bringUpToDate(): Promise<void> {
    for (const { version, description } of await migrate(this.connection.db!, MIGRATIONS)) {
      this.logger.log({ version }, `migrated: ${description}`);
    }
    await ensureIndexes(this.connection);
  }

  private keepTrying(name: string, task: () => Promise<void>, after: Promise<void>): Promise<void> {
    this.unfinished.set(name, 'not done yet');
    const failed = (error: unknown) => {
      const problem = connectionProblem(error);
      this.unfinished.set(name, problem);
      // The message alone: what else a driver's error holds may repeat the connection string.
      this.logger.warn({ reason: (error as Error).message }, `${name}: ${problem}`);
    };
    const done = after
      .then(() => retryUntilDone(task, failed, this.stopping.signal))
      .then(() => void this.unfinished.delete(name));
    this.background.push(done);
    return done;
  }

  private reportLoss(): void {
    if (!this.stopping.signal.aborted) this.logger.warn('connection lost');
  }

  private async require(): Promise<void> {
    const { status, message } = await this.check();
    if (status === 'down') throw new Error(message);
  }
}

function tooSlow(): never {
  throw new Error(`no answer within ${CHECK_MILLISECONDS} ms`);
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
}
