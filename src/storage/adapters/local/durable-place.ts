import { mkdir, open, rename, rmdir } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Another writer may remove an emptied folder while we make those below it, or before we move into it. */
const PLACE_ATTEMPTS = 5;

/**
 * Moves a finished file to its place below `root`, replacing what is there, so that it survives a crash: every folder on the
 * way is synchronised, because another writer may have made one a moment ago.
 */
export async function placeDurably(temporary: string, target: string, root: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await mkdir(dirname(target), { recursive: true });
      await rename(temporary, target);
      for (const folder of foldersBetween(target, root)) await synchronise(folder);
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || attempt === PLACE_ATTEMPTS) throw error;
    }
  }
}

/** Removes the folders above a removed file that are empty now. */
export async function pruneEmptyFolders(target: string, root: string): Promise<void> {
  for (const folder of foldersBetween(target, root)) {
    if (folder === root) return;
    try {
      await rmdir(folder);
    } catch {
      return;
    }
  }
}

/** The folder of `target` first, `root` last. */
function foldersBetween(target: string, root: string): string[] {
  const folders: string[] = [];
  for (let folder = dirname(target); folder.length >= root.length; folder = dirname(folder)) folders.push(folder);
  return folders;
}

async function synchronise(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
