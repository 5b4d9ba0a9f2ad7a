import { setTimeout as sleep } from 'node:timers/promises';
import type { Document } from './bson.js';
import { CommandError, notSupported } from './command-error.js';
import { COMMANDS } from './commands/index.js';
import { checkOptions } from './commands/command.js';
import { DocumentDatabase } from './document-database.js';
import { removeExpired } from './expiry.js';
import type { LevelStore } from './store/level-store.js';
import { WriteBatch } from './write-batch.js';

/** MongoDB's period of removing expired documents. */
const EXPIRY_MILLISECONDS = 60_000;

/** Answered even when nothing is served, so that drivers stay connected and hear why. */
const GREETINGS = new Set(['hello', 'isMaster', 'ismaster']);

const RECOVERY_MILLISECONDS = { first: 500, longest: 10_000 };

/** Told of failures that no client hears of. */
export type Report = (message: string, error: unknown) => void;

/** Runs commands on the documents in memory; a reply to a write is given once the write is on disk. */
export class Engine {
  private database: DocumentDatabase;
  private readonly closing = new AbortController();
  private expiry: NodeJS.Timeout | undefined;
  /** Why nothing is served: memory holds what the disk does not. */
  private failure: Error | undefined;
  private recovery: Promise<void> | undefined;

  constructor(
    private readonly store: LevelStore,
    private readonly name: string,
    private readonly report: Report,
  ) {
    this.database = new DocumentDatabase(name);
  }

  /** @throws StoreFolderError */
  async open(): Promise<void> {
    await this.load();
    this.expiry = setInterval(() => {
      this.database.cursors.forgetIdle();
      this.expire(new Date()).catch((error: unknown) => this.report('expired documents were not removed', error));
    }, EXPIRY_MILLISECONDS).unref();
  }

  private async load(): Promise<void> {
    await this.store.open();
    const database = new DocumentDatabase(this.name);
    await database.load(this.store.entries());
    this.database = database;
  }

  /** @throws CommandError to be answered as such */
  async run(command: Document): Promise<Document> {
    const name = Object.keys(command)[0] ?? '';
    const definition = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (!definition) throw unknownCommand(name);
    checkOptions(name, command, definition.options);
    this.checkDatabase(command.$db);
    if (!GREETINGS.has(name)) this.checkServing();
    const batch = new WriteBatch(this.database);
    try {
      const reply = definition.run(command, { database: this.database, batch });
      return { ...(reply instanceof Promise ? await reply : reply), ok: 1 };
    } finally {
      // What was done before a command failed stays done, as in MongoDB.
      await this.commit(batch);
    }
  }

  /** Removes what TTL indexes say has expired at the given time. */
  async expire(now: Date): Promise<void> {
    for (let more = this.failure === undefined; more && !this.closing.signal.aborted;) {
      const batch = new WriteBatch(this.database);
      more = removeExpired(this.database, batch, now);
      await this.commit(batch);
    }
  }

  private checkServing(): void {
    if (this.failure) throw storageError(this.failure);
  }

  async close(): Promise<void> {
    this.closing.abort();
    clearInterval(this.expiry);
    await this.recovery;
    await this.store.close();
  }

  private checkDatabase(name: unknown): void {
    if (name === undefined || name === this.name || name === 'admin') return;
    throw notSupported(`the database ${JSON.stringify(name)} (there is one, '${this.name}')`);
  }

  private async commit(batch: WriteBatch): Promise<void> {
    if (batch.changes.length === 0) return;
    try {
      await this.store.write(batch.changes);
    } catch (error) {
      this.fail(error as Error);
      throw storageError(error as Error);
    }
  }

  private fail(error: Error): void {
    this.failure = error;
    this.report('a write to the embedded store failed; nothing is served until the folder can be written again', error);
    this.recovery ??= this.recover();
  }

  /** Reads the folder anew, until that works and a write does. */
  private async recover(): Promise<void> {
    for (let wait = RECOVERY_MILLISECONDS.first; !this.closing.signal.aborted; wait *= 2) {
      await sleep(Math.min(wait, RECOVERY_MILLISECONDS.longest), undefined, { signal: this.closing.signal }).catch(
        () => undefined,
      );
      if (this.closing.signal.aborted) return;
      try {
        await this.store.close();
        await this.load();
        await this.store.probe();
        this.failure = undefined;
        this.recovery = undefined;
        return;
      } catch (error) {
        this.failure = error as Error;
      }
    }
  }
}

function unknownCommand(name: string): CommandError {
  if (name === 'commitTransaction' || name === 'abortTransaction') return notSupported('transactions');
  return new CommandError(59, 'CommandNotFound', `no such command: '${name}'`);
}

/** MongoDB's OutOfDiskSpace where the disk is full, otherwise the code of a server that cannot serve. */
function storageError(error: Error): CommandError {
  if (/no space left|ENOSPC|quota/i.test(error.message)) {
    return new CommandError(14031, 'OutOfDiskSpace', 'the disk of the embedded store is full');
  }
  return new CommandError(91, 'ShutdownInProgress', 'the embedded store cannot write to its folder');
}
