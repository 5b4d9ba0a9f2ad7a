import { Schema, type Types } from 'mongoose';
import type { PresetName } from '../../engine/core/presets/index.js';
import type { UploadMediaType } from '../../engine/node/engine.js';
import { storageKeys } from '../../storage/storage-keys.js';
import type { DirectUpload, DirectUploadState } from './direct-upload.js';

export const DIRECT_UPLOAD_MODEL = 'DirectUpload';

/** A record that nobody asks for any more goes so long after its end: by then the sweeper has removed its file. */
const KEPT_SECONDS = 86_400;

/** A document of the collection `directuploads`. */
export interface DirectUploadRow {
  _id: Types.ObjectId;
  ownerId: Types.ObjectId;
  bytes: number;
  mediaType: UploadMediaType;
  sha256: string | null;
  title: string | null;
  baseImageId: string | null;
  preset: PresetName | null;
  state: DirectUploadState;
  artworkId: string | null;
  duplicate: boolean;
  createdAt: Date;
  expiresAt: Date;
  endsAt: Date;
}

export const directUploadRowSchema = new Schema<DirectUploadRow>(
  {
    ownerId: { type: Schema.Types.ObjectId, required: true },
    bytes: { type: Number, required: true },
    mediaType: { type: String, required: true },
    sha256: { type: String, default: null },
    title: { type: String, default: null },
    baseImageId: { type: String, default: null },
    preset: { type: String, default: null },
    state: { type: String, required: true },
    artworkId: { type: String, default: null },
    duplicate: { type: Boolean, default: false },
    createdAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
    endsAt: { type: Date, required: true },
  },
  { collection: 'directuploads', strict: 'throw', strictQuery: 'throw', versionKey: false },
);

directUploadRowSchema.index({ ownerId: 1, endsAt: 1 }, { name: 'owner_end' });
directUploadRowSchema.index({ endsAt: 1 }, { name: 'expiry', expireAfterSeconds: KEPT_SECONDS });

export function toDirectUpload({ _id, artworkId, duplicate, ...row }: DirectUploadRow): DirectUpload {
  const id = _id.toHexString();
  const ownerId = row.ownerId.toHexString();
  const artwork = artworkId === null ? null : { id: artworkId, duplicate };
  return { ...row, id, ownerId, key: storageKeys.upload(ownerId, id), artwork };
}
