import type { UploadedColour, UploadMediaType } from '../engine/node/engine.js';

/** A flat picture that an artist uploaded. Its pixels never change; its title may. */
export interface Artwork {
  readonly id: string;
  readonly ownerId: string;
  readonly title: string;
  readonly mediaType: UploadMediaType;
  readonly extension: string;
  /** Pixels, upright. */
  readonly width: number;
  readonly height: number;
  /** Pixels an inch, where the file said. */
  readonly dpi: number | null;
  /** Null for uploads of the time before it was recorded. */
  readonly colour: UploadedColour | null;
  /** Size and digest (hexadecimal) of the file as it was uploaded. */
  readonly bytes: number;
  readonly sha256: string;
  /** What its objects take in storage. */
  readonly storedBytes: number;
  readonly originalKey: string;
  readonly thumbnailKey: string;
  readonly createdAt: Date;
}

/** What is known of an artwork before it is recorded. */
export type NewArtwork = Omit<Artwork, 'originalKey' | 'thumbnailKey'>;
