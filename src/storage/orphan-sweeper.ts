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

const INTERVAL_MILLISECONDS = 60 * 60 * 1000;
/** Shorter than the interval: whoever swept last is not late for its own next turn. */
const TURN_MILLISECONDS = 0.9 * INTERVAL_MILLISECONDS;
const FIRST_SWEEP_MILLISECONDS = 60 * 1000;
const BATCH = 200;

/** What a sweep came to. */
export interface SweepReport {
  readonly startedAt: Date;
  readonly finishedAt: Date;
  /** Objects that were looked at. */
  readonly seen: number;
  readonly removed: number;
  /** Why it did not come to its end; undefined where it did. */
  readonly error?: string;
}

/** What all processes that sweep know together. */
export interface SweepRecords {
  /** Whether it is this process's turn; for so long it is nobody else's. */
  takeTurn(milliseconds: number): Promise<boolean>;
  put(report: SweepReport): Promise<void>;
}

/** Removes objects whose record was never written or was deleted: what a crash between the two leaves. */
@Injectable()
export class OrphanSweeper implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('OrphanSweeper');
  private readonly owners: ObjectOwner[] = [];
  private readonly stopping = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private records: SweepRecords | undefined;
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly config: AppConfig,
    @Inject(STORAGE) private readonly storage: StoragePort,
  ) {}

  /** Every feature that stores objects says which records keep them. */
  register(owner: ObjectOwner): void {
    this.owners.push(owner);
  }

  /** Where turns are taken and sweeps told of; without it every process sweeps. */
  shareTurns(records: SweepRecords): void {
    this.records = records;
  }

  onApplicationBootstrap(): void {
    if (this.config.role !== 'api') this.schedule(FIRST_SWEEP_MILLISECONDS);
  }

  async onApplicationShutdown(): Promise<void> {
    clearTimeout(this.timer);
    this.stopping.abort();
    await this.running;
  }

  /**
   * An object is written before its record: only what is older than any request or job can be an orphan.
   * @returns how many objects were looked at and removed, as far as it came
   */
  async sweep(
    minAgeMilliseconds: number,
    signal: AbortSignal,
    count = { seen: 0, removed: 0 },
  ): Promise<{ seen: number; removed: number }> {
    const writtenBefore = Date.now() - minAgeMilliseconds;
    for (const owner of this.owners) {
      let batch: string[] = [];
      for await (const { key, modifiedAt } of this.storage.list(owner.prefix, signal)) {
        count.seen += 1;
        if (modifiedAt.getTime() > writtenBefore || owner.idOf(key) === undefined) continue;
        batch.push(key);
        if (batch.length < BATCH) continue;
        count.removed += await this.removeOrphans(owner, batch, signal);
        batch = [];
      }
      count.removed += await this.removeOrphans(owner, batch, signal);
    }
    return count;
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
      this.running = this.sweepInTurn().finally(() => {
        if (!this.stopping.signal.aborted) this.schedule(INTERVAL_MILLISECONDS);
      });
    }, milliseconds).unref();
  }

  private async sweepInTurn(): Promise<void> {
    try {
      if (this.records && !(await this.records.takeTurn(TURN_MILLISECONDS))) return;
    } catch (error) {
      this.logger.warn({ err: error }, 'whose turn it is to sweep orphaned files could not be found out');
      return;
    }
    await this.sweepAndReport();
  }

  /** A sweep that fails is made up for by the next. */
  private async sweepAndReport(): Promise<void> {
    const startedAt = new Date();
    const count = { seen: 0, removed: 0 };
    let error: Error | undefined;
    try {
      await this.sweep(this.config.retention.orphanMilliseconds, this.stopping.signal, count);
    } catch (failure) {
      if (this.stopping.signal.aborted) return;
      error = failure as Error;
      this.logger.warn({ err: error }, 'sweep of orphaned files failed');
    }
    if (count.removed > 0) this.logger.log(count, 'orphaned files removed');
    const outcome = { startedAt, finishedAt: new Date(), ...count, ...(error && { error: error.message }) };
    await this.records
      ?.put(outcome)
      .catch((failure: unknown) => this.logger.warn({ err: failure }, 'the report of a sweep could not be kept'));
  }
}
