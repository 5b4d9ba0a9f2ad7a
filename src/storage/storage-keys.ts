/** Logical keys, organised by user and file type. Every part is generated or from a fixed list: nothing a client typed. */
export const storageKeys = {
  artworkOriginal: (userId: string, artworkId: string, extension: string) =>
    `users/${userId}/artworks/${artworkId}/original.${extension}`,
  artworkThumbnail: (userId: string, artworkId: string) => `users/${userId}/artworks/${artworkId}/thumbnail.webp`,
  paper: (baseImageId: string, extension: string) => `base-images/${baseImageId}/paper.${extension}`,
  paperThumbnail: (baseImageId: string) => `base-images/${baseImageId}/thumbnail.webp`,
  paperAnalysis: (baseImageId: string, version: number) => `base-images/${baseImageId}/analysis-v${version}.bin`,
  /** `attemptId` keeps attempts apart: only the one that the job record names is ever read. */
  mappingResult: (userId: string, mappingId: string, attemptId: string, extension: string) =>
    `users/${userId}/mappings/${mappingId}/${attemptId}.${extension}`,
};

const KEY = /^(?:[a-z0-9][a-z0-9_-]*\/)+[a-z0-9][a-z0-9_-]*\.[a-z0-9]+$/;

/** The closed grammar of keys: lower-case words between slashes, one extension; so no traversal can be written. */
export function isStorageKey(key: string): boolean {
  return key.length <= 512 && KEY.test(key);
}
