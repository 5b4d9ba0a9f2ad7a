import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ModuleMetadata } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { CommonModule } from '../../src/common/common.module.js';
import { AppConfig } from '../../src/config/app-config.js';
import { ConfigModule } from '../../src/config/config.module.js';
import { parseEnvironment } from '../../src/config/environment.js';
import { Database } from '../../src/database/database.js';
import { DatabaseModule } from '../../src/database/database.module.js';
import { StorageModule } from '../../src/storage/storage.module.js';

interface Part extends Pick<ModuleMetadata, 'imports' | 'providers'> {
  readonly variables?: Readonly<Record<string, string>>;
}

/** A part of the application in this process, on an embedded database and a disk storage of its own, ready. */
export async function startPart({ imports = [], providers = [], variables = {} }: Part): Promise<{
  readonly module: TestingModule;
  readonly dataDir: string;
  readonly stop: () => Promise<void>;
}> {
  const dataDir = await mkdtemp(join(tmpdir(), 'artwork-mapping-part-'));
  const config = new AppConfig(parseEnvironment({ NODE_ENV: 'test', DATA_DIR: dataDir, ...variables }));
  const module = await Test.createTestingModule({
    imports: [ConfigModule.register(config), CommonModule, DatabaseModule, StorageModule.register(config), ...imports],
    providers,
  }).compile();
  module.useLogger(false);
  await module.init();
  await module.get(Database).connection.asPromise();
  const stop = async () => {
    await module.close();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { module, dataDir, stop };
}
