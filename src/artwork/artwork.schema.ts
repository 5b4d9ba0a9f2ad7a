import { Schema, type Types } from 'mongoose';
import type { UploadedColour, UploadMediaType } from '../engine/node/engine.js';
import { storageKeys } from '../storage/storage-keys.js';
import type { Artwork } from './artwork.js';

export const ARTWORK_MODEL = 'Artwork';

/** A document of the collection `artworks`. */
export interface ArtworkRow {
  _id: Types.ObjectId;
  ownerId: Types.ObjectId;
  title: string;
  /** The title as it is searched and sorted by. */
  titleKey: string;
  mediaType: UploadMediaType;
  extension: string;
  width: number;
  height: number;
  dpi: number | null;
  colour: UploadedColour | null;
  bytes: number;
  sha256: string;
  storedBytes: number;
  createdAt: Date;
}

export const artworkRowSchema = new Schema<ArtworkRow>(
  {
    ownerId: { type: Schema.Types.ObjectId, required: true },
    title: { type: String, required: true },
    titleKey: { type: String, required: true },
    mediaType: { type: String, required: true },
    extension: { type: String, required: true },
    width: { type: Number, required: true },
    height: { type: Number, required: true },
    dpi: { type: Number, default: null },
    colour: { type: Schema.Types.Mixed, default: null },
    bytes: { type: Number, required: true },
    sha256: { type: String, required: true },
    storedBytes: { type: Number, required: true },
    createdAt: { type: Date, required: true },
  },
  { collection: 'artworks', strict: 'throw', strictQuery: 'throw', versionKey: false },
);

artworkRowSchema.index({ ownerId: 1, sha256: 1 }, { name: 'owner_content_unique', unique: true });
artworkRowSchema.index({ ownerId: 1, createdAt: -1, _id: -1 }, { name: 'owner_created' });
artworkRowSchema.index({ createdAt: -1, _id: -1 }, { name: 'created' });
artworkRowSchema.index({ titleKey: 1, _id: 1 }, { name: 'title' });
artworkRowSchema.index({ ownerId: 1, titleKey: 1, _id: 1 }, { name: 'owner_title' });

/** Titles are searched and sorted without regard to case. */
export function titleKey(title: string): string {
  return title.normalize('NFC').toLowerCase();
}

export function toArtwork(row: ArtworkRow): Artwork {
  const id = row._id.toHexString();
  const ownerId = row.ownerId.toHexString();
  return {
    id,
    ownerId,
    title: row.title,
    mediaType: row.mediaType,
    extension: row.extension,
    width: row.width,
    height: row.height,
    dpi: row.dpi ?? null,
    colour: row.colour ?? null,
    bytes: row.bytes,
    sha256: row.sha256,
    storedBytes: row.storedBytes,
    originalKey: storageKeys.artworkOriginal(ownerId, id, row.extension),
    thumbnailKey: storageKeys.artworkThumbnail(ownerId, id),
    createdAt: row.createdAt,
  };
}
