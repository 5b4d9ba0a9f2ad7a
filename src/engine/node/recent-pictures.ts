import { createHash } from 'node:crypto';
import type { Raster } from '../core/raster.js';
import { decodeSource, type DecodeSize, type Source } from './codec/index.js';

/** What each thread keeps of decoded pictures at most; admission leaves room for it. */
export const RECENT_PICTURE_BYTES = 24_000_000;

const pictures = new Map<string, Raster>();

export interface RecentOptions {
  readonly size: DecodeSize;
  readonly allocate: (size: number) => Uint8Array;
}

/**
 * As `decodeSource`, in sRGB; the last pictures are kept, by content and size: who moves a slider asks for the same art on the
 * same paper again and again, and decoding them takes longer than all the rest of a preview.
 */
export async function recentPicture(
  bytes: Uint8Array,
  source: Source,
  alpha: 'keep' | 'flatten',
  { size, allocate }: RecentOptions,
): Promise<Raster> {
  const key = `${createHash('sha1').update(bytes).digest('base64')} ${alpha} ${JSON.stringify(size)}`;
  const known = pictures.get(key);
  if (!known) {
    const picture = await decodeSource(source, alpha, { size, allocate });
    keep(key, { ...picture, data: picture.data.slice() });
    return picture;
  }
  keep(key, known);
  const data = allocate(known.data.length);
  data.set(known.data);
  return { ...known, data };
}

/** Keeps a picture as the latest, and as many of those before it as there is room for. */
function keep(key: string, picture: Raster): void {
  pictures.delete(key);
  pictures.set(key, picture);
  let bytes = 0;
  for (const { data } of pictures.values()) bytes += data.length;
  for (const [oldest, { data }] of pictures) {
    if (bytes <= RECENT_PICTURE_BYTES) return;
    pictures.delete(oldest);
    bytes -= data.length;
  }
}
