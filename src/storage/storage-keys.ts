/** Logical keys, organised by user and file type. Every part is generated or from a fixed list: nothing a client typed. */
export const storageKeys = {
  artworkOriginal: (userId: string, artworkId: string, extension: string) =>
    `users/${userId}/artworks/${artworkId}/original.${extension}`,
  artworkThumbnail: (userId: string, artworkId: string) => `users/${userId}/artworks/${artworkId}/thumbnail.webp`,
  papers: 'base-images/',
  /**
   * Everything of one paper. `attemptId` keeps apart what differs from attempt to attempt; what comes out the same each time
   * needs none.
   */
  paperFolder: (baseImageId: string, attemptId?: string) =>
    `base-images/${baseImageId}/${attemptId === undefined ? '' : `${attemptId}/`}`,
  paper: (folder: string, extension: string) => `${folder}paper.${extension}`,
  paperThumbnail: (folder: string) => `${folder}thumbnail.webp`,
  paperAnalysis: (folder: string, version: number) => `${folder}analysis-v${version}.bin`,
  paperRelief: (folder: string, version: number) => `${folder}relief-v${version}.webp`,
  paperModel: (folder: string, analysisVersion: number, version: number) =>
    `${folder}model-v${analysisVersion}-${version}.glb`,
  /**
   * `attemptId` (128 random bits in hexadecimal) keeps attempts apart: only the one that the job record names is ever read.
   * It also makes the public address unguessable.
   */
  mappingResult: (userId: string, mappingId: string, attemptId: string, extension: string) =>
    `users/${userId}/mappings/${mappingId}/${attemptId}.${extension}`,
  /** Public as the result that it belongs to, and beside it. */
  mappingThumbnail: (resultKey: string) => resultKey.replace(/\.[a-z]+$/, '-thumbnail.webp'),
  /** Private, beside the result that it belongs to. */
  mappingCard: (resultKey: string) => resultKey.replace(/\.[a-z]+$/, '-card.jpg'),
  /** Private, beside the result that it belongs to. */
  mappingModel: (resultKey: string, version: number) => resultKey.replace(/\.[a-z]+$/, `-model-v${version}.glb`),
  uploads: 'uploads/',
  /** What a client sends by itself, until it has become an artwork. */
  upload: (userId: string, uploadId: string) => `uploads/${userId}/${uploadId}.upload`,
  /** Everything that belongs to one account but its papers. */
  userFolder: (userId: string) => `users/${userId}/`,
  mappingFolder: (userId: string, mappingId: string) => `users/${userId}/mappings/${mappingId}/`,
};

/** A key without its last part. */
export function folderOf(key: string): string {
  return key.slice(0, key.lastIndexOf('/') + 1);
}

const KEY = /^(?:[a-z0-9][a-z0-9_-]*\/)+[a-z0-9][a-z0-9_-]*\.[a-z0-9]+$/;
const PREFIX = /^(?:[a-z0-9][a-z0-9_-]*\/)+$/;
const PUBLIC_KEY = /^users\/[0-9a-f]{24}\/mappings\/[0-9a-f]{24}\/[0-9a-f]{32}(?:-thumbnail)?\.[a-z]+$/;
const UPLOAD_KEY = /^uploads\/[0-9a-f]{24}\/([0-9a-f]{24})\.upload$/;
/** The public keys as a bucket policy writes them; `*` stands for any part. */
export const PUBLIC_KEY_PATTERN = 'users/*/mappings/*';
const MAX_LENGTH = 512;
const MAX_PART_LENGTH = 128;

/** The closed grammar of keys: lower-case words between slashes, one extension; so no traversal can be written. */
export function isStorageKey(key: string): boolean {
  return key.length <= MAX_LENGTH && KEY.test(key) && key.split('/').every((part) => part.length <= MAX_PART_LENGTH);
}

/** A prefix of keys: whole words, `/` at the end. */
export function isStoragePrefix(prefix: string): boolean {
  return prefix.length <= MAX_LENGTH && PREFIX.test(prefix);
}

/** Whether a key is that of a generated picture, which anybody who has its unguessable address may read. */
export function isPublicKey(key: string): boolean {
  return PUBLIC_KEY.test(key);
}

/** Whether a key is that of a file that a client sends by itself: the only ones that others than the service may write. */
export function isUploadKey(key: string): boolean {
  return UPLOAD_KEY.test(key);
}

/** Id of the upload that a key belongs to; undefined for keys of another kind. */
export function uploadOfKey(key: string): string | undefined {
  return UPLOAD_KEY.exec(key)?.[1];
}
