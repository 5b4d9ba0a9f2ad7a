import { Types } from 'mongoose';
import type { PresetName } from '../../engine/core/presets/index.js';
import type { UploadMediaType } from '../../engine/node/engine.js';
import { storageKeys } from '../../storage/storage-keys.js';
import type { DirectUploadWish } from './direct-uploads.schemas.js';

/** How long the address takes the file in. */
export const ADDRESS_SECONDS = 15 * 60;

/** How much longer the upload can be completed: a file may have begun to arrive in the last second. */
const COMPLETION_SECONDS = 15 * 60;

/** `closed`: cancelled, or the file was refused. */
export type DirectUploadState = 'open' | 'completed' | 'closed';

/** A file that a client sends to storage by itself, to become an artwork. */
export interface DirectUpload {
  readonly id: string;
  readonly ownerId: string;
  /** Where the file arrives. */
  readonly key: string;
  readonly bytes: number;
  readonly mediaType: UploadMediaType;
  /** Hexadecimal; null where the client did not say. */
  readonly sha256: string | null;
  readonly title: string | null;
  readonly baseImageId: string | null;
  readonly preset: PresetName | null;
  readonly state: DirectUploadState;
  /** What it became, once it is completed. */
  readonly artwork: { readonly id: string; readonly duplicate: boolean } | null;
  readonly createdAt: Date;
  /** The address serves until then. */
  readonly expiresAt: Date;
  /** It can be completed until then. */
  readonly endsAt: Date;
}

export function newDirectUpload(ownerId: string, wish: DirectUploadWish, now: Date): DirectUpload {
  const id = new Types.ObjectId().toHexString();
  const { bytes, mediaType, sha256 = null, title = null, baseImageId = null, preset = null } = wish;
  return {
    id,
    ownerId,
    key: storageKeys.upload(ownerId, id),
    bytes,
    mediaType,
    sha256,
    title,
    baseImageId,
    preset,
    state: 'open',
    artwork: null,
    createdAt: now,
    expiresAt: after(now, ADDRESS_SECONDS),
    endsAt: after(now, ADDRESS_SECONDS + COMPLETION_SECONDS),
  };
}

function after(time: Date, seconds: number): Date {
  return new Date(time.getTime() + seconds * 1000);
}
