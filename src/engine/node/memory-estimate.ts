import type { ImageHeader } from './codec/index.js';
import type { Size } from '../core/size.js';

/** Copies of a raster that stand beside each other at the peak: the decoder's and the shared one. */
const COPIES = 2;
/** Reduced sizes of the art, the sum of 1/4 + 1/16 + …, beside the art. */
const REDUCED = 1 / 3;
/** Planes of the analysis (height, creases, folds, noise), all at 1024 pixels or less. */
const PLANES = 64 * 1024 * 1024;

/**
 * Kernel memory that is kept for the next rendering: that of 50 megapixels and more. What is not kept is dropped, but stays
 * until every thread that has seen it collects its garbage, while the next rendering takes as much again.
 */
const RETAINED = { bytes: 384 * 1024 * 1024, ofBudget: 1 / 8 };

const area = ({ width, height }: Size): number => width * height;

/** Bytes a rendering takes at its peak. */
export function renderBytes(art: ImageHeader, paper: ImageHeader, output: Size, encodedBytes: number): number {
  const artBytes = area(art) * art.channels * (COPIES + REDUCED) + deepBytes(art);
  const paperBytes = (area(paper) === area(output) ? 0 : area(paper) * paper.channels) + deepBytes(paper);
  return artBytes + paperBytes + area(output) * 3 * COPIES + encodedBytes + PLANES;
}

export function analysisBytes(picture: ImageHeader): number {
  return decodingBytes(picture) + 2 * PLANES;
}

export function decodingBytes(picture: ImageHeader): number {
  return area(picture) * picture.channels + deepBytes(picture);
}

/** What samples of 16 bits take beside the 8 that they become. */
function deepBytes(picture: ImageHeader): number {
  return picture.bytesPerSample === 2 ? area(picture) * picture.channels * 2 : 0;
}

export function generationBytes(paper: Size): number {
  return area(paper) * 3 * COPIES + 4 * PLANES;
}

/** Before the file is opened its size in pixels is unknown: the most that is accepted counts. */
export function ingestBytes(maxPixels: number): number {
  return maxPixels * 4;
}

/** Bytes that may be kept between renderings; admission leaves room for them. */
export function retainedMemory(memoryBudgetBytes: number): number {
  return Math.min(RETAINED.bytes, RETAINED.ofBudget * memoryBudgetBytes);
}
