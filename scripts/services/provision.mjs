import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Where what was downloaded or built stays, outside the repository. */
export const CACHE = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'artwork-mapping', 'services');

/** Runs a command and waits. @throws Error with what it wrote to its error output */
export async function run(command, args, options = {}) {
  try {
    return (await execute(command, args, { maxBuffer: 1 << 26, ...options })).stdout.trim();
  } catch (error) {
    const said = String(error.stderr ?? error.message)
      .trim()
      .split('\n')
      .slice(-5)
      .join('\n');
    throw new Error(`${command} failed: ${said}`, { cause: error });
  }
}

/**
 * A folder of the cache, named by tool and version; `make` fills a temporary folder that is moved into place when it is whole.
 * @returns the folder's path
 */
export async function cached(name, make) {
  const folder = join(CACHE, name);
  if (existsSync(folder)) return folder;
  mkdirSync(CACHE, { recursive: true });
  const unfinished = mkdtempSync(join(CACHE, '.making-'));
  try {
    await make(unfinished);
    if (!existsSync(folder)) renameSync(unfinished, folder);
    return folder;
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}
