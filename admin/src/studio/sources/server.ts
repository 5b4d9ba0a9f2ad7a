import type { Quad } from '../../../../src/engine/core/raster';
import { api, authorisedFetch, type Schema } from '../../api/client';
import { answerOf, toProblem } from '../../api/problem';
import type { ArtChoice, PaperChoice } from './choices';
import { upload, type UploadOptions } from './upload';

interface PaperSize {
  readonly width: number;
  readonly height: number;
}

/** Artworks and papers offered at once. */
const OFFERED = 100;

export async function listArtworks(): Promise<ArtChoice[]> {
  const page = await answerOf(api.GET('/api/v1/artworks', { params: { query: { perPage: OFFERED } } }));
  return page.items.map((artwork) => serverArtwork(artwork));
}

/** The library and the artist's own. */
export async function listPapers(): Promise<PaperChoice[]> {
  const images = await listBaseImages();
  return images.filter(({ state }) => state === 'ready').map(serverPaper);
}

/** The library's own copy of a paper made with a seed, awaited where it is still being made; undefined where it has none. */
export async function libraryCopy(
  seed: number,
  size: PaperSize,
  signal: AbortSignal,
): Promise<PaperChoice | undefined> {
  const images = await listBaseImages();
  const copy = images.find(
    ({ provenance, width, height, state }) =>
      provenance.seed === seed && width === size.width && height === size.height && state !== 'failed',
  );
  if (!copy) return undefined;
  const made = copy.state === 'ready' ? copy : await whenMade(copy.id, signal);
  return made.state === 'ready' ? serverPaper(made) : undefined;
}

async function listBaseImages(): Promise<Schema['BaseImage'][]> {
  const page = await answerOf(
    api.GET('/api/v1/base-images', { params: { query: { perPage: OFFERED, sort: 'createdAt' } } }),
  );
  return page.items.filter(({ enabled }) => enabled);
}

/** @param picture the file itself, where it is still at hand */
export function serverArtwork({ id, title, thumbnailUrl }: Schema['Artwork'], picture?: Blob): ArtChoice {
  return {
    key: id,
    title,
    thumbnail: thumbnailUrl,
    where: 'server',
    load: () => (picture ? Promise.resolve(picture) : fetchedFile(`/api/v1/artworks/${id}/content`)),
  };
}

export function serverPaper(image: Schema['BaseImage']): PaperChoice {
  const { id, name, ownerId, source, width, height, placement, provenance } = image;
  return {
    key: id,
    name,
    thumbnail: image.thumbnailUrl ?? '',
    where: ownerId === null ? 'library' : 'own',
    madeByAi: source === 'ai',
    width,
    height,
    quad: placement.quad as unknown as Quad,
    ...(placement.mesh ? { mesh: placement.mesh } : {}),
    ...(source === 'procedural' && provenance.seed !== undefined ? { seed: provenance.seed } : {}),
    load: async () => {
      const [picture, analysis] = await Promise.all([
        fetchedFile(`/api/v1/base-images/${id}/content`),
        fetchedFile(`/api/v1/base-images/${id}/analysis`),
      ]);
      return { picture, analysis };
    },
  };
}

export async function uploadArtwork(
  file: Blob,
  title: string,
  options: UploadOptions = {},
): Promise<Schema['UploadedArtwork']> {
  return upload('/api/v1/artworks', file, title, { ...options, fields: { title } });
}

export async function uploadPaper(file: Blob, name: string, options: UploadOptions = {}): Promise<Schema['BaseImage']> {
  return upload('/api/v1/base-images', file, name, { ...options, fields: { name } });
}

export async function generatePaper(wish: Schema['PaperWish']): Promise<Schema['BaseImage']> {
  return answerOf(api.POST('/api/v1/base-images/generate', { body: wish }));
}

const POLL_MILLISECONDS = 700;

/** The paper when it is ready or has failed. @throws ApiProblem */
export async function whenMade(id: string, signal: AbortSignal): Promise<Schema['BaseImage']> {
  for (;;) {
    const image = await answerOf(api.GET('/api/v1/base-images/{id}', { params: { path: { id } }, signal }));
    if (image.state !== 'preparing') return image;
    await new Promise((done) => setTimeout(done, POLL_MILLISECONDS));
    signal.throwIfAborted();
  }
}

/** A stored file, by the session's right to it. @throws ApiProblem */
export async function fetchedFile(path: string): Promise<Blob> {
  let response: Response;
  try {
    response = await authorisedFetch(new Request(path));
  } catch {
    throw toProblem(0, undefined);
  }
  if (!response.ok) throw toProblem(response.status, await response.json().catch(() => undefined));
  return response.blob();
}
