import { join } from 'node:path';
import { ClassicLevel } from 'classic-level';
import { prepareFolder, StoreFolderError } from './store-format.js';

/** One change: a value to put, or null to delete. */
export interface StoreChange {
  readonly key: string;
  readonly value: Uint8Array | null;
}

type Operation = { type: 'put'; key: string; value: Uint8Array } | { type: 'del'; key: string };

/** Entries read from disk at a time. */
const READ_BATCH = 1000;

/** Sorts after every other key. */
const PROBE_KEY = 'probe';

/** Durable keys and values on LevelDB: write-ahead log with checksums, open in one process at a time. */
export class LevelStore {
  private level: ClassicLevel<string, Uint8Array> | undefined;
  /** Changes of the next group, and the promise of its being on disk. */
  private queued: Operation[] = [];
  private next: Promise<void> | undefined;
  /** The latest group, waiting or being written. */
  private latest: Promise<void> | undefined;

  constructor(private readonly folder: string) {}

  /** @throws StoreFolderError when another process has the folder open or it cannot be read */
  async open(): Promise<void> {
    this.queued = [];
    this.next = this.latest = undefined;
    await prepareFolder(this.folder);
    // Opens itself once it is made, so it is made only where the folder may be used.
    this.level = new ClassicLevel(join(this.folder, 'level'), { keyEncoding: 'utf8', valueEncoding: 'view' });
    try {
      await this.level.open();
    } catch (error) {
      throw openingError(this.folder, (error as Error).cause ?? error);
    }
  }

  /** Everything written, in the order of keys. */
  async *entries(): AsyncGenerator<[string, Uint8Array]> {
    const iterator = this.level!.iterator({ lt: PROBE_KEY });
    try {
      for (;;) {
        const batch = await iterator.nextv(READ_BATCH);
        if (batch.length === 0) return;
        yield* batch;
      }
    } finally {
      await iterator.close();
    }
  }

  /**
   * Resolves once the changes are on disk, all or none. What is written while the disk is busy goes there together next, with
   * one fsync. The order of calls is the order on disk; after a failure everything fails until the store is opened anew.
   */
  write(changes: readonly StoreChange[]): Promise<void> {
    for (const { key, value } of changes) this.queued.push(value ? { type: 'put', key, value } : { type: 'del', key });
    return (this.next ??= this.latest = this.flushAfter(this.latest));
  }

  private async flushAfter(previous: Promise<void> | undefined): Promise<void> {
    await previous;
    const operations = this.queued;
    this.queued = [];
    this.next = undefined;
    await this.level!.batch(operations, { sync: true });
  }

  /** @throws Error unless the folder can be written to */
  async probe(): Promise<void> {
    await this.write([{ key: PROBE_KEY, value: new Uint8Array([1]) }]);
    await this.write([{ key: PROBE_KEY, value: null }]);
  }

  /** Waits for writes under way and releases the folder. */
  async close(): Promise<void> {
    await this.latest?.catch(() => undefined);
    await this.level?.close();
  }
}

function openingError(folder: string, cause: unknown): StoreFolderError {
  const { code, message } = cause as NodeJS.ErrnoException;
  if (code === 'LEVEL_LOCKED') {
    return new StoreFolderError(
      `The database folder ${folder} is in use by another process. Stop that process, or give this one another DATA_DIR; several processes share data through MONGO_URI.`,
      { cause },
    );
  }
  return new StoreFolderError(
    `The database folder ${folder} cannot be opened (${message}). Restore it from a backup, or choose another DATA_DIR.`,
    { cause },
  );
}
