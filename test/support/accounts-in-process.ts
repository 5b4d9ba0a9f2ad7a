import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Type } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { type Connection, createConnection } from 'mongoose';
import { CommonModule } from '../../src/common/common.module.js';
import { AppConfig } from '../../src/config/app-config.js';
import { ConfigModule } from '../../src/config/config.module.js';
import { parseEnvironment } from '../../src/config/environment.js';
import { Database } from '../../src/database/database.js';
import { DatabaseModule } from '../../src/database/database.module.js';
import { type EmbeddedDatabase, openEmbeddedDatabase } from '../../src/database/embedded/embedded-database.js';
import { UsersModule } from '../../src/users/users.module.js';

/** A real database in this process, and any number of stand-ins for processes that look after accounts on it. */
export class AccountsCluster {
  private processes: TestingModule[] = [];

  private constructor(
    readonly folder: string,
    private readonly database: EmbeddedDatabase,
    readonly connection: Connection,
  ) {}

  static async open(): Promise<AccountsCluster> {
    const folder = await mkdtemp(join(tmpdir(), 'artwork-mapping-accounts-'));
    const database = await openEmbeddedDatabase(join(folder, 'database'), () => undefined);
    return new AccountsCluster(folder, database, await createConnection(database.uri).asPromise());
  }

  /**
   * Resolves once the process is ready.
   * @param dataDir below the cluster's folder; processes may share one
   * @param modules what the process has besides accounts
   */
  async start(
    dataDir: string,
    variables: Record<string, string> = {},
    modules: readonly Type[] = [],
  ): Promise<TestingModule> {
    const environment = {
      NODE_ENV: 'test',
      BCRYPT_COST: '10',
      DATA_DIR: join(this.folder, dataDir),
      MONGO_URI: this.database.uri,
    };
    await mkdir(environment.DATA_DIR, { recursive: true });
    const config = new AppConfig(parseEnvironment({ ...environment, ...variables }));
    const process = await Test.createTestingModule({
      imports: [ConfigModule.register(config), CommonModule, DatabaseModule, UsersModule, ...modules],
    }).compile();
    process.useLogger(false);
    await process.init();
    this.processes.push(process);
    while ((await process.get(Database).check()).status === 'down') await sleep(20);
    return process;
  }

  /** Stops all processes and forgets all accounts. */
  async clear(): Promise<void> {
    await Promise.all(this.processes.map((process) => process.close()));
    this.processes = [];
    for (const name of ['users', 'operatorledger']) await this.connection.collection(name).deleteMany({});
  }

  async close(): Promise<void> {
    await this.clear();
    await this.connection.close();
    await this.database.close();
    await rm(this.folder, { recursive: true });
  }
}
