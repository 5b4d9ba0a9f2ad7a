import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';

/** Version of everything below the folder. Raise it when an older program could not read what this one writes. */
const STORE_FORMAT = 1;

const FORMAT_FILE = 'format';

/** The folder cannot be used; `message` says which folder, why, and what to do. */
export class StoreFolderError extends Error {
  override readonly name = 'StoreFolderError';
}

/**
 * Makes the folder of a store with its format file, or checks the one that is there.
 * @throws StoreFolderError when the folder cannot be written to or was written by a newer program
 */
export async function prepareFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const found = await readFormat(join(folder, FORMAT_FILE));
    if (found === undefined) await writeFormat(folder);
    else refuseOtherFormat(folder, found);
  } catch (error) {
    if (error instanceof StoreFolderError) throw error;
    throw new StoreFolderError(
      `The database folder ${folder} cannot be used (${(error as Error).message}). Give this user the right to write there, or choose another DATA_DIR.`,
      { cause: error },
    );
  }
}

async function readFormat(file: string): Promise<string | undefined> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function refuseOtherFormat(folder: string, found: string): void {
  if (found === String(STORE_FORMAT)) return;
  const newer = Number(found) > STORE_FORMAT;
  throw new StoreFolderError(
    newer
      ? `The database folder ${folder} has format ${found}, written by a newer version; this version reads format ${STORE_FORMAT}. Install the newer version, or choose another DATA_DIR.`
      : `The database folder ${folder} has the unknown format '${found.slice(0, 20)}'. Choose another DATA_DIR.`,
  );
}

/** Complete or absent after a crash: written beside, forced to disk, renamed. */
async function writeFormat(folder: string): Promise<void> {
  const beside = join(folder, `${FORMAT_FILE}.new`);
  const file = await open(beside, 'w', 0o600);
  try {
    await file.writeFile(`${STORE_FORMAT}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(beside, join(folder, FORMAT_FILE));
}
