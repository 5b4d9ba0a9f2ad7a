import type { OutputFormat } from '../../core/presets/index.js';
import type { Extension, MediaType } from '../engine.js';

export interface Format {
  readonly mediaType: MediaType;
  readonly extension: Extension;
}

export const FORMATS = {
  jpeg: { mediaType: 'image/jpeg', extension: 'jpg' },
  png: { mediaType: 'image/png', extension: 'png' },
  webp: { mediaType: 'image/webp', extension: 'webp' },
  avif: { mediaType: 'image/avif', extension: 'avif' },
} as const satisfies Record<OutputFormat, Format>;

/** Formats that are read. */
export const INPUT_FORMATS = ['jpeg', 'png', 'webp'] as const satisfies readonly OutputFormat[];
export type InputFormat = (typeof INPUT_FORMATS)[number];
