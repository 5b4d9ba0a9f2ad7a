import type { Schema } from '../../api/client';
import { authorisedFetch } from '../../api/client';

type Mapping = Schema['Mapping'];

const CACHE = 'studio-thumbnails';
/** Pixels across; a row's height on a dense screen. */
const WIDTH = 512;
/** At a time: the server has other work. */
const MOST_AT_ONCE = 2;

let running = 0;
const waiting: (() => void)[] = [];

/**
 * A small picture of a print: the one stored with it or, where there is none to be had, one drawn by the server and kept by the
 * browser; null where it can be drawn no more, because its artwork or paper is gone.
 */
export async function thumbnailOf(mapping: Mapping, signal: AbortSignal): Promise<Blob | null> {
  const url = mapping.result?.thumbnailUrl;
  const stored = url && (await fetch(url, { signal }).catch(() => undefined));
  if (stored && stored.ok) return stored.blob();
  const cache = 'caches' in window ? await caches.open(CACHE).catch(() => null) : null;
  const address = `/thumbnails/${mapping.id}`;
  const kept = await cache?.match(address);
  if (kept) return kept.blob();
  const response = await inTurn(() => drawn(mapping, signal));
  if (!response.ok) return null;
  await cache?.put(address, response.clone()).catch(() => undefined);
  return response.blob();
}

/** Nobody who signs in later finds another's prints here. */
export async function forgetThumbnails(): Promise<void> {
  if ('caches' in window) await caches.delete(CACHE).catch(() => false);
}

function drawn({ artworkId, baseImageId, preset, parameters }: Mapping, signal: AbortSignal): Promise<Response> {
  return authorisedFetch(
    new Request('/api/v1/mappings/preview', {
      method: 'POST',
      signal,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ artworkId, baseImageId, preset, parameters, width: WIDTH, format: 'webp' }),
    }),
  );
}

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= MOST_AT_ONCE) await new Promise<void>((go) => waiting.push(go));
  running += 1;
  try {
    return await work();
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}
