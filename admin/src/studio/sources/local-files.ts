import type { ArtChoice, PaperChoice } from './choices';
import { newKey } from './new-key';

/** What the service takes; the first page says so before anything is sent. */
export const ACCEPTED_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const;
/** Bytes; what the service takes unless its operator has decided otherwise, and it has the last word. */
export const UPLOAD_LIMIT = 25_000_000;
const MEGABYTE = 1_000_000;

/** What is wrong with a file, before anything is done with it. */
export type FileFault =
  | { readonly code: 'TYPE'; readonly name: string }
  | { readonly code: 'SIZE'; readonly name: string; readonly megabytes: number; readonly limit: number }
  | { readonly code: 'EMPTY'; readonly name: string };

/** @param limit bytes */
export function faultOf(file: Pick<File, 'name' | 'type' | 'size'>, limit: number): FileFault | null {
  if (file.size === 0) return { code: 'EMPTY', name: file.name };
  if (!(ACCEPTED_TYPES as readonly string[]).includes(file.type)) return { code: 'TYPE', name: file.name };
  if (file.size > limit) {
    const inMegabytes = (bytes: number) => Math.max(1, Math.ceil(bytes / MEGABYTE));
    return { code: 'SIZE', name: file.name, megabytes: inMegabytes(file.size), limit: Math.floor(limit / MEGABYTE) };
  }
  return null;
}

/** A file on this machine as an artwork; nothing of it is sent. */
export function localArtwork(file: Blob, title: string, key: string = newKey()): ArtChoice {
  return { key, title, thumbnail: URL.createObjectURL(file), where: 'here', load: () => Promise.resolve(file) };
}

/** A photograph on this machine as a paper; nothing of it is sent. */
export async function localPaper(file: File): Promise<PaperChoice> {
  const { width, height } = await sizeOf(file);
  return {
    key: newKey(),
    name: titleOf(file.name),
    thumbnail: URL.createObjectURL(file),
    where: 'here',
    madeByAi: false,
    width,
    height,
    quad: null,
    load: () => Promise.resolve({ picture: file, analysis: null }),
  };
}

/** A title made of a file's name, as the server makes it. */
export function titleOf(fileName: string): string {
  const words = fileName
    .replace(/\.[^.]*$/, '')
    .replaceAll(/[_\s]+/g, ' ')
    .trim();
  return words === '' ? 'Untitled' : words.slice(0, 1).toUpperCase() + words.slice(1);
}

async function sizeOf(file: Blob): Promise<{ width: number; height: number }> {
  const bitmap = await createImageBitmap(file);
  const { width, height } = bitmap;
  bitmap.close();
  return { width, height };
}
