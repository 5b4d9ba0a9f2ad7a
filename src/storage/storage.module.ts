import { type DynamicModule, Global, Inject, Module, type OnModuleInit, type Type } from '@nestjs/common';
import { Readiness } from '../common/readiness.js';
import type { AppConfig, StorageDriver } from '../config/app-config.js';
import { LocalStorageModule } from './adapters/local/local-storage.module.js';
import { OrphanSweeper } from './orphan-sweeper.js';
import { STORAGE, type StoragePort } from './storage.port.js';

/** The one place where an adapter is chosen; each module provides STORAGE. */
const adapters: Record<StorageDriver, Type> = {
  local: LocalStorageModule,
};

@Global()
@Module({})
export class StorageModule implements OnModuleInit {
  constructor(
    private readonly readiness: Readiness,
    @Inject(STORAGE) private readonly storage: StoragePort,
  ) {}

  static register(config: AppConfig): DynamicModule {
    const adapter = adapters[config.storage.driver];
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
