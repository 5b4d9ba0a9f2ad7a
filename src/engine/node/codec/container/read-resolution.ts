import type { InputFormat } from '../formats.js';
import { textAt, viewOf } from './bytes.js';
import { dpiOfExif } from './exif-resolution.js';

const METRES_AN_INCH = 0.0254;
const CENTIMETRES_AN_INCH = 2.54;
/** PNG puts the resolution before the picture; what comes after so many chunks is not looked for. */
const MAX_CHUNKS = 64;

/**
 * Pixels an inch as a file states them, whole and from 1 to 65535; null where it does not. Decoders give 72 then, which is
 * no statement.
 */
export function readResolution(file: Uint8Array, format: InputFormat, exif: Uint8Array | undefined): number | null {
  const stated = format === 'jpeg' ? ofJfif(file) : format === 'png' ? ofPhys(file) : undefined;
  const dpi = Math.round(stated ?? (exif && dpiOfExif(exif)) ?? 0);
  return dpi >= 1 && dpi <= 65535 ? dpi : null;
}

function ofJfif(file: Uint8Array): number | undefined {
  if (file.length < 20 || textAt(file, 6) !== 'JFIF') return undefined;
  const density = viewOf(file).getUint16(14);
  if (file[13] === 1) return density;
  return file[13] === 2 ? density * CENTIMETRES_AN_INCH : undefined;
}

function ofPhys(file: Uint8Array): number | undefined {
  let at = 8;
  for (let chunk = 0; chunk < MAX_CHUNKS && at + 21 <= file.length; chunk++) {
    const type = textAt(file, at + 4);
    if (type === 'IDAT') return undefined;
    if (type === 'pHYs') return file[at + 16] === 1 ? viewOf(file).getUint32(at + 8) * METRES_AN_INCH : undefined;
    at += 12 + viewOf(file).getUint32(at);
  }
  return undefined;
}
