import type { StoragePort } from '../storage/storage.port.js';
import type { Artwork } from './artwork.js';
import type { ArtworkResponse } from './artwork.schemas.js';

/** What clients see of an artwork; its files by addresses that hold for `urlSeconds`. */
export async function toArtworkResponse(
  artwork: Artwork,
  storage: StoragePort,
  urlSeconds: number,
): Promise<ArtworkResponse> {
  const { id, ownerId, title, mediaType, width, height, dpi, colour, bytes, sha256, createdAt } = artwork;
  return {
    id,
    ownerId,
    title,
    mediaType,
    width,
    height,
    ...(dpi === null ? {} : { dpi }),
    ...(colour ? { color: colour } : {}),
    bytes,
    sha256,
    contentUrl: await storage.signedUrl(artwork.originalKey, urlSeconds),
    thumbnailUrl: await storage.signedUrl(artwork.thumbnailKey, urlSeconds),
    createdAt: createdAt.toISOString(),
  };
}
