import { ascii, concatenate, textAt, viewOf } from './bytes.js';
import type { Embedded } from './embedded.js';
import { exifResolution } from './exif-resolution.js';

const ICC_FLAG = 0x20;
const ALPHA_FLAG = 0x10;
const EXIF_FLAG = 0x08;
const PICTURE = ['ALPH', 'VP8 ', 'VP8L'];

/** Extended file format (WebP container specification): profile in ICCP, resolution in EXIF. */
export function embedInWebp(file: Uint8Array, { icc, dpi }: Embedded): Uint8Array<ArrayBuffer> {
  if (!icc && dpi === null) return concatenate(file);
  const picture = chunksOf(file).filter(({ type }) => PICTURE.includes(type));
  const { width, height, alpha } = describe(picture);
  const flags = (icc ? ICC_FLAG : 0) | (alpha ? ALPHA_FLAG : 0) | (dpi === null ? 0 : EXIF_FLAG);
  const extended = concatenate(Uint8Array.of(flags, 0, 0, 0), u24(width - 1), u24(height - 1));
  const body = concatenate(
    ascii('WEBP'),
    chunk('VP8X', extended),
    ...(icc ? [chunk('ICCP', icc)] : []),
    ...picture.map(({ type, content }) => chunk(type, content)),
    ...(dpi === null ? [] : [chunk('EXIF', exifResolution(dpi))]),
  );
  return concatenate(ascii('RIFF'), u32(body.length), body);
}

interface Chunk {
  readonly type: string;
  readonly content: Uint8Array;
}

function chunksOf(file: Uint8Array): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = 12; at + 8 <= file.length;) {
    const size = viewOf(file).getUint32(at + 4, true);
    chunks.push({ type: textAt(file, at), content: file.subarray(at + 8, at + 8 + size) });
    at += 8 + size + (size & 1);
  }
  return chunks;
}

/** From the frame header of the lossy or the lossless format. */
function describe(picture: readonly Chunk[]): { width: number; height: number; alpha: boolean } {
  const frame = picture.find(({ type }) => type !== 'ALPH')!;
  const view = viewOf(frame.content);
  if (frame.type === 'VP8 ') {
    const alpha = picture.some(({ type }) => type === 'ALPH');
    return { width: view.getUint16(6, true) & 0x3fff, height: view.getUint16(8, true) & 0x3fff, alpha };
  }
  const bits = view.getUint32(1, true);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1, alpha: ((bits >>> 28) & 1) === 1 };
}

function chunk(type: string, content: Uint8Array): Uint8Array {
  return concatenate(ascii(type), u32(content.length), content, new Uint8Array(content.length & 1));
}

const u24 = (value: number): Uint8Array => Uint8Array.of(value & 255, (value >>> 8) & 255, (value >>> 16) & 255);
const u32 = (value: number): Uint8Array => concatenate(u24(value), Uint8Array.of(value >>> 24));
