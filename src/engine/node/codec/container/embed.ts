import type { OutputFormat } from '../../../core/presets/index.js';
import { embedInAvif } from './avif.js';
import type { Embedded } from './embedded.js';
import { embedInJpeg } from './jpeg.js';
import { embedInPng } from './png.js';
import { embedInWebp } from './webp.js';

const EMBED: Readonly<Record<OutputFormat, (file: Uint8Array, embedded: Embedded) => Uint8Array<ArrayBuffer>>> = {
  jpeg: embedInJpeg,
  png: embedInPng,
  webp: embedInWebp,
  avif: embedInAvif,
};

/** Puts colour profile and resolution into a freshly encoded file, which has neither. */
export function embed(file: Uint8Array, format: OutputFormat, embedded: Embedded): Uint8Array<ArrayBuffer> {
  return EMBED[format](file, embedded);
}
