import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { AppConfig } from '../config/app-config.js';
import { STORAGE, type StoragePort } from './storage.port.js';

/** One kind of object and the records that keep it. */
export interface ObjectOwner {
  /** Prefix of the keys, ending in `/`. */
  readonly prefix: string;
  /** Id of the record a key belongs to; undefined for keys of another kind below the same prefix. */
  idOf(key: string): string | undefined;
  /** Of these ids, those whose record exists. */
  living(ids: readonly string[]): Promise<ReadonlySet<string>>;
}

/** An object is written before its record: only what is far older than any request or job can be an orphan. */
const MIN_AGE_MILLISECONDS = 60 * 60 * 1000;
const INTERVAL_MILLISECONDS = 60 * 60 * 1000;
const FIRST_SWEEP_MILLISECONDS = 60 * 1000;
const BATCH = 200;

/** Removes objects whose record was never written or was deleted: what a crash between the two leaves. */
@Injectable()
export class OrphanSweeper implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('OrphanSweeper');
  private readonly owners: ObjectOwner[] = [];
  private readonly stopping = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly config: AppConfig,
    @Inject(STORAGE) private readonly storage: StoragePort,
  ) {}

  /** Every feature that stores objects says which records keep them. */
  register(owner: ObjectOwner): void {
    this.owners.push(owner);
  }

  onApplicationBootstrap(): void {
    if (this.config.role !== 'api') this.schedule(FIRST_SWEEP_MILLISECONDS);
  }

  async onApplicationShutdown(): Promise<void> {
    clearTimeout(this.timer);
    this.stopping.abort();
    await this.running;
  }

  /** @returns how many objects were removed */
  async sweep(minAgeMilliseconds: number, signal: AbortSignal): Promise<number> {
    const writtenBefore = Date.now() - minAgeMilliseconds;
    let removed = 0;
    for (const owner of this.owners) {
      let batch: string[] = [];
      for await (const { key, modifiedAt } of this.storage.list(owner.prefix, signal)) {
        if (modifiedAt.getTime() > writtenBefore || owner.idOf(key) === undefined) continue;
        batch.push(key);
        if (batch.length < BATCH) continue;
        removed += await this.removeOrphans(owner, batch, signal);
        batch = [];
      }
      removed += await this.removeOrphans(owner, batch, signal);
    }
    return removed;
  }

  private async removeOrphans(owner: ObjectOwner, keys: readonly string[], signal: AbortSignal): Promise<number> {
    if (keys.length === 0) return 0;
    const living = await owner.living([...new Set(keys.map((key) => owner.idOf(key)!))]);
    const orphans = keys.filter((key) => !living.has(owner.idOf(key)!));
    for (const key of orphans) await this.storage.remove(key, signal);
    return orphans.length;
  }

  private schedule(milliseconds: number): void {
    this.timer = setTimeout(() => {
      this.running = this.sweepAndReport().finally(() => {
        if (!this.stopping.signal.aborted) this.schedule(INTERVAL_MILLISECONDS);
      });
    }, milliseconds).unref();
  }

  /** A sweep that fails is made up for by the next. */
  private async sweepAndReport(): Promise<void> {
    try {
      const removed = await this.sweep(MIN_AGE_MILLISECONDS, this.stopping.signal);
      if (removed > 0) this.logger.log({ removed }, 'orphaned files removed');
    } catch (error) {
      if (!this.stopping.signal.aborted) this.logger.warn({ err: error }, 'sweep of orphaned files failed');
    }
  }
}
