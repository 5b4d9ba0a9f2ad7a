import { type DynamicModule, Global, Inject, Module, type OnModuleInit, type Type } from '@nestjs/common';
import { Readiness } from '../common/readiness.js';
import type { AppConfig, StorageDriver } from '../config/app-config.js';
import { OrphanSweeper } from './orphan-sweeper.js';
import { STORAGE, type StoragePort } from './storage.port.js';

/** The one place where an adapter is chosen; each module provides STORAGE. An SDK is loaded where it is used. */
const adapters: Record<StorageDriver, () => Promise<Type>> = {
  local: async () => (await import('./adapters/local/local-storage.module.js')).LocalStorageModule,
  s3: async () => (await import('./adapters/s3/s3-storage.module.js')).S3StorageModule,
};

@Global()
@Module({})
export class StorageModule implements OnModuleInit {
  constructor(
    private readonly readiness: Readiness,
    @Inject(STORAGE) private readonly storage: StoragePort,
  ) {}

  static async register(config: AppConfig): Promise<DynamicModule> {
    const adapter = await adapters[config.storage.driver]();
    return { module: StorageModule, imports: [adapter], providers: [OrphanSweeper], exports: [adapter, OrphanSweeper] };
  }

  onModuleInit(): void {
    this.readiness.register({
      name: 'storage',
      required: true,
      check: (signal) => this.storage.check(signal),
    });
  }
}
