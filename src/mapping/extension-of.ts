import type { OutputFormat } from '../engine/core/presets/index.js';
import type { Extension } from '../engine/node/engine.js';

const EXTENSION: Record<OutputFormat, Extension> = { png: 'png', jpeg: 'jpg', webp: 'webp', avif: 'avif' };

export function extensionOf(format: OutputFormat): Extension {
  return EXTENSION[format];
}
