import { Engine, type Report } from './engine.js';
import { LevelStore } from './store/level-store.js';
import { WireServer } from './wire/server.js';

export { StoreFolderError } from './store/store-format.js';

export interface EmbeddedDatabase {
  /** Connection string for Mongoose; it changes with every start. */
  readonly uri: string;
  /** Removes what TTL indexes say has expired at the given time; this happens by itself every minute. */
  expire(now: Date): Promise<void>;
  /** Waits for writes under way and gives the folder free. Close connections first. */
  close(): Promise<void>;
}

/** The name of the one database, as it stands in the URI. */
const DATABASE_NAME = 'artwork-mapping';

/**
 * Opens the document store of one process in a folder and serves it to MongoDB drivers of this machine: documents in memory,
 * every acknowledged write on disk first.
 * @param report told of failures that no client hears of
 * @throws StoreFolderError when the folder is in use, cannot be written to or has another format
 */
export async function openEmbeddedDatabase(folder: string, report: Report): Promise<EmbeddedDatabase> {
  const engine = new Engine(new LevelStore(folder), DATABASE_NAME, report);
  await engine.open();
  const server = new WireServer((command) => engine.run(command), report);
  const uri = await server.listen(DATABASE_NAME);
  return {
    uri,
    expire: (now) => engine.expire(now),
    close: async () => {
      await server.close();
      await engine.close();
    },
  };
}
