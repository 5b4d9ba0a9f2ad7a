import { textAt, viewOf } from './bytes.js';

const X_RESOLUTION = 0x011a;
const Y_RESOLUTION = 0x011b;
const RESOLUTION_UNIT = 0x0128;
const SHORT = 3;
const RATIONAL = 5;
const INCH = 2;
const CENTIMETRE = 3;
const ENTRY = 12;

/** The least EXIF that states a resolution: a little-endian TIFF header, three entries, two rationals. */
export function exifResolution(dpi: number): Uint8Array {
  const entries = [
    [X_RESOLUTION, RATIONAL, 50],
    [Y_RESOLUTION, RATIONAL, 58],
    [RESOLUTION_UNIT, SHORT, INCH],
  ];
  const bytes = new Uint8Array(66);
  const view = viewOf(bytes);
  view.setUint32(0, 0x49492a00);
  view.setUint32(4, 8, true);
  view.setUint16(8, entries.length, true);
  entries.forEach(([name, type, value], i) => {
    const at = 10 + i * ENTRY;
    view.setUint16(at, name!, true);
    view.setUint16(at + 2, type!, true);
    view.setUint32(at + 4, 1, true);
    view.setUint32(at + 8, value!, true);
  });
  for (const at of [50, 58]) {
    view.setUint32(at, dpi, true);
    view.setUint32(at + 4, 1, true);
  }
  return bytes;
}

/** Pixels an inch that EXIF states; undefined where it does not, or cannot be read. */
export function dpiOfExif(exif: Uint8Array): number | undefined {
  const tiff = textAt(exif, 0, 6) === 'Exif\0\0' ? exif.subarray(6) : exif;
  if (tiff.length < 14) return undefined;
  const little = tiff[0] === 0x49;
  const view = viewOf(tiff);
  const directory = view.getUint32(4, little);
  if (directory + 2 > tiff.length) return undefined;
  const count = Math.min(view.getUint16(directory, little), Math.floor((tiff.length - directory - 2) / ENTRY));
  let resolution: number | undefined;
  let perInch = 1;
  for (let i = 0; i < count; i++) {
    const at = directory + 2 + i * ENTRY;
    const name = view.getUint16(at, little);
    if (name === RESOLUTION_UNIT && view.getUint16(at + 8, little) === CENTIMETRE) perInch = 2.54;
    if (name !== X_RESOLUTION) continue;
    const value = view.getUint32(at + 8, little);
    if (value + 8 > tiff.length) return undefined;
    resolution = view.getUint32(value, little) / view.getUint32(value + 4, little);
  }
  return resolution !== undefined && Number.isFinite(resolution) ? resolution * perInch : undefined;
}
