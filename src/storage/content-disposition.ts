import { truncate } from '../common/truncate.js';

/** What no file name may hold: controls, marks of writing direction, separators of folders, and what some systems forbid. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}/\\:*?"<>|]/gu;

const MAX_NAME_LENGTH = 150;

/** A file name that is safe on every system; the extension is ours, whatever was asked for. */
export function safeFileName(wanted: string, extension: string): string {
  const name = wanted
    .replace(UNSAFE, ' ')
    .replace(new RegExp(`\\.${extension}$`, 'i'), '')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[\s.]+/, '')
    .trim();
  return `${truncate(name, MAX_NAME_LENGTH) || 'file'}.${extension}`;
}

/** A Content-Disposition header (RFC 6266) with its name in ASCII and, where that says less, in UTF-8 (RFC 8187). */
export function contentDisposition(type: 'inline' | 'attachment', fileName: string): string {
  const ascii = fileName.replaceAll(/[^\x20-\x7e]/g, '_').replaceAll(/["\\]/g, '_');
  const plain = `${type}; filename="${ascii}"`;
  if (ascii === fileName) return plain;
  const encoded = encodeURIComponent(fileName).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${plain}; filename*=UTF-8''${encoded}`;
}
