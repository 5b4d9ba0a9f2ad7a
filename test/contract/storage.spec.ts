import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommonModule } from '../../src/common/common.module.js';
import { PublicAddress } from '../../src/common/public-address.js';
import { AppConfig } from '../../src/config/app-config.js';
import { ConfigModule } from '../../src/config/config.module.js';
import { parseEnvironment } from '../../src/config/environment.js';
import { STORAGE, type StoragePort } from '../../src/storage/storage.port.js';
import { StorageModule } from '../../src/storage/storage.module.js';
import { type OpenedStorage, storageContract } from './storage-contract.js';

@Module({})
class StorageAlone {}

/** The local adapter as the application builds it, with its files served on loopback. */
async function openLocal(): Promise<OpenedStorage> {
  const dataDir = await mkdtemp(join(tmpdir(), 'local-storage-'));
  const config = new AppConfig(parseEnvironment({ NODE_ENV: 'test', DATA_DIR: dataDir }));
  const imports = [ConfigModule.register(config), CommonModule, StorageModule.register(config)];
  const app = await NestFactory.create({ module: StorageAlone, imports }, { logger: false, abortOnError: false });
  await app.listen(0, '127.0.0.1');
  const { port } = (app.getHttpServer() as Server).address() as AddressInfo;
  app.get(PublicAddress).listeningOn(`http://127.0.0.1:${port}`);
  return {
    storage: app.get<StoragePort>(STORAGE),
    close: async () => {
      await app.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

storageContract('local', openLocal);
