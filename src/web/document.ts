import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '../common/app-error.js';

/** Where `npm run build` puts the web application. */
export const BUILD = fileURLToPath(new URL('../../admin/dist', import.meta.url));
/** The page that every address of the web application is answered with, below {@link BUILD}. */
export const DOCUMENT = '/index.html';
/** The same for `/`, with what the first page will need named in it. */
export const FIRST_DOCUMENT = '/first.html';

/** And for shared prints. */
export const SHARE_DOCUMENT = '/share.html';

/** @throws AppError NOT_FOUND where the service runs without the web application */
export async function readDocument(name: string): Promise<string> {
  try {
    return await readFile(join(BUILD, name), 'utf8');
  } catch (error) {
    throw new AppError('NOT_FOUND', 'This service runs without its web application.', { cause: error });
  }
}
