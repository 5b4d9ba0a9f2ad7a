import { deflateSync } from 'node:zlib';
import { crc32 } from '../../../core/crc32.js';
import { ascii, bigEndian, concatenate, textAt, viewOf } from './bytes.js';
import type { Embedded } from './embedded.js';

/** Signature and header chunk. */
const AFTER_HEADER = 33;
const REPLACED = ['iCCP', 'sRGB', 'gAMA', 'cHRM', 'pHYs', 'tEXt', 'zTXt', 'iTXt', 'eXIf', 'tIME'];
const METRES_AN_INCH = 0.0254;

/** Profile in iCCP, resolution in pHYs; other chunks that are not picture are dropped. */
export function embedInPng(file: Uint8Array, { icc, dpi }: Embedded): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [file.subarray(0, AFTER_HEADER)];
  if (icc) parts.push(chunk('iCCP', concatenate(ascii('icc\0\0'), deflateSync(icc, { level: 9 }))));
  if (dpi !== null) {
    const perMetre = Math.round(dpi / METRES_AN_INCH);
    parts.push(chunk('pHYs', concatenate(bigEndian(4, perMetre, perMetre), bigEndian(1, 1))));
  }
  for (let at = AFTER_HEADER; at < file.length;) {
    const end = at + 12 + viewOf(file).getUint32(at);
    if (!REPLACED.includes(textAt(file, at + 4))) parts.push(file.subarray(at, end));
    at = end;
  }
  return concatenate(...parts);
}

function chunk(type: string, content: Uint8Array): Uint8Array {
  const typed = concatenate(ascii(type), content);
  return concatenate(bigEndian(4, content.length), typed, bigEndian(4, crc32(typed)));
}
