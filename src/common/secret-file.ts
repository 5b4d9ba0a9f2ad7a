import { randomUUID } from 'node:crypto';
import { chmod, link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

const OWNER_ONLY = 0o600;

/**
 * The secret kept in a file that only its owner may read; where there is none, a new one is kept. Of several processes that
 * start at the same time one keeps its secret and all use that one; a crash leaves the whole secret or none.
 */
export async function keptSecret(path: string, generate: () => string): Promise<string> {
  return (await readSecret(path)) ?? keepSecret(path, generate());
}

async function readSecret(path: string): Promise<string | undefined> {
  try {
    const secret = (await readFile(path, 'utf8')).trim();
    await chmod(path, OWNER_ONLY);
    return secret;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function keepSecret(path: string, secret: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${randomUUID()}`;
  const file = await open(temporary, 'wx', OWNER_ONLY);
  try {
    await file.writeFile(`${secret}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    await link(temporary, path);
    return secret;
  } catch (error) {
    const others = (error as NodeJS.ErrnoException).code === 'EEXIST' ? await readSecret(path) : undefined;
    if (others === undefined) throw error;
    return others;
  } finally {
    await rm(temporary, { force: true });
  }
}
