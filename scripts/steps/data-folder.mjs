import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** What a data folder holds that is worth keeping: everything but files in work. */
const PASSING = new Set(['tmp']);

/** The folder of DATA_DIR, as the service finds it. */
export async function dataFolder() {
  const { AppConfig } = await import('../../dist/config/app-config.js');
  const { parseEnvironment } = await import('../../dist/config/environment.js');
  return new AppConfig(parseEnvironment({ ...process.env, NODE_ENV: 'development' })).dataDir;
}

/**
 * Opens the database of a data folder and closes it again: it is whole and no process uses it.
 * @throws Error that says what is in the way
 */
export async function requireIdle(folder) {
  const { openEmbeddedDatabase } = await import('../../dist/database/embedded/embedded-database.js');
  const database = await openEmbeddedDatabase(join(folder, 'database'), (message) => console.error(message));
  await database.close();
}

/** SHA-256 of every file worth keeping, by its path within the folder with `/` between the parts. */
export async function fingerprints(folder) {
  const found = {};
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name);
    const name = relative(folder, path).split(sep).join('/');
    if (!entry.isFile() || PASSING.has(name.split('/')[0])) continue;
    const hash = createHash('sha256');
    await pipeline(createReadStream(path), hash);
    found[name] = hash.digest('hex');
  }
  return found;
}
