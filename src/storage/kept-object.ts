import { AppError } from '../common/app-error.js';
import type { StoragePort } from './storage.port.js';

interface NewObject {
  readonly content: Uint8Array;
  readonly mediaType: string;
}

/**
 * Sees to it that an object is there: made when it is first asked for, and kept.
 * @returns its key
 * @throws what `make` throws, and AppError as the storage does
 */
export async function keptObject(
  storage: StoragePort,
  key: string,
  signal: AbortSignal,
  make: () => Promise<NewObject>,
): Promise<string> {
  try {
    await storage.info(key, signal);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'NOT_FOUND') throw error;
    const { content, mediaType } = await make();
    await storage.write(key, content, { mediaType, signal });
  }
  return key;
}
