import { truncate } from '../common/truncate.js';

/** Longest title or name, in UTF-16 code units. */
export const MAX_TITLE_LENGTH = 200;

/** Control characters, line and paragraph separators, and marks that turn the direction of writing around. */
const UNSHOWABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu;

/** A title made of what a client called its file: safe to show, without folders and extension. */
export function titleFromFileName(fileName: string, fallback: string): string {
  const name = fileName
    .replace(/^.*[/\\]/su, '')
    .replace(UNSHOWABLE, ' ')
    .replace(/\.[a-z0-9]{1,5}$/i, '')
    .replaceAll(/[\s_]+/g, ' ')
    .trim();
  return truncate(name, MAX_TITLE_LENGTH).trim() || fallback;
}
