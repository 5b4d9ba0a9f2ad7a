import { GenerationError } from '../../generation-error.js';
import { discard, HttpOrigin } from './http-origin.js';
import type { OutputPicture } from './output-picture.js';
import type { SpaceEndpoint } from './space-description.js';
import type { LocatedSpace } from './space-locator.js';

/**
 * The bytes of a picture. A file is asked for at the Space by its path, whatever address the Space gives for it; an address
 * elsewhere has to be public and encrypted, and gets no token.
 * @throws GenerationError `image-unusable` beyond `maxBytes` or for a web page, `failed` where the Space does not give it out
 */
export async function downloadPicture(
  picture: OutputPicture,
  space: LocatedSpace,
  { prefix }: SpaceEndpoint,
  { maxBytes, signal }: { maxBytes: number; signal: AbortSignal },
): Promise<Uint8Array> {
  if ('content' in picture) return picture.content;
  if ('path' in picture) {
    return download(
      space.origin,
      `${prefix}/file=${encodeURIComponent(picture.path).replaceAll('%2F', '/')}`,
      maxBytes,
      signal,
    );
  }
  const url = new URL(picture.url);
  const rest = `${url.pathname}${url.search}`;
  const own = new URL(space.origin.base);
  if (url.origin === own.origin)
    return download(space.origin, rest.slice(own.pathname.replace(/\/$/, '').length), maxBytes, signal);
  if (url.protocol !== 'https:') throw new GenerationError('refused', `${url.host} would send the picture in clear`);
  const elsewhere = new HttpOrigin({ base: url.origin, trusted: false });
  try {
    return await download(elsewhere, rest, maxBytes, signal);
  } finally {
    elsewhere.close();
  }
}

async function download(origin: HttpOrigin, path: string, maxBytes: number, signal: AbortSignal): Promise<Uint8Array> {
  const response = await origin.request(path, { signal });
  const mediaType = response.headers.get('content-type') ?? '';
  if (!response.ok) {
    await discard(response);
    throw new GenerationError('failed', `the Space does not give out its picture (${response.status})`);
  }
  if (mediaType.startsWith('text/')) {
    await discard(response);
    throw new GenerationError('image-unusable', `the picture is of media type ${mediaType}`);
  }
  return origin.read(response, maxBytes, signal);
}
