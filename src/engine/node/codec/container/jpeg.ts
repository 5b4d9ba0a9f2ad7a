import { ascii, bigEndian, concatenate, textAt, viewOf } from './bytes.js';
import type { Embedded } from './embedded.js';

const JFIF_SEGMENT = 16;
const JFIF_VERSION = [1, 2];
const DOTS_PER_INCH = 1;
/** What of a profile one segment holds (ICC.1:2022, B.4). */
const ICC_SEGMENT = 65519;

/** Resolution in a JFIF header, profile in APP2 segments after it. */
export function embedInJpeg(file: Uint8Array, { icc, dpi }: Embedded): Uint8Array<ArrayBuffer> {
  const [start, rest] = [file.subarray(0, 2), file.subarray(hasJfif(file) ? 4 + viewOf(file).getUint16(4) : 2)];
  return concatenate(start, jfif(dpi), ...(icc ? iccSegments(icc) : []), rest);
}

function hasJfif(file: Uint8Array): boolean {
  return viewOf(file).getUint16(2) === 0xffe0 && textAt(file, 6) === 'JFIF';
}

/** Without a resolution, the shape of pixels: square. */
function jfif(dpi: number | null): Uint8Array {
  const density = dpi === null ? bigEndian(2, 1, 1) : bigEndian(2, dpi, dpi);
  const unit = dpi === null ? 0 : DOTS_PER_INCH;
  const head = concatenate(bigEndian(2, 0xffe0, JFIF_SEGMENT), ascii('JFIF\0'));
  return concatenate(head, bigEndian(1, ...JFIF_VERSION, unit), density, bigEndian(1, 0, 0));
}

function iccSegments(icc: Uint8Array): Uint8Array[] {
  const count = Math.ceil(icc.length / ICC_SEGMENT);
  return Array.from({ length: count }, (_, i) => {
    const part = icc.subarray(i * ICC_SEGMENT, (i + 1) * ICC_SEGMENT);
    const head = concatenate(
      bigEndian(2, 0xffe2, part.length + 16),
      ascii('ICC_PROFILE\0'),
      bigEndian(1, i + 1, count),
    );
    return concatenate(head, part);
  });
}
