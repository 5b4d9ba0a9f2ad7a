import type { Quad } from '../raster.js';
import { readCreases, readRelief, writeCreases, writeRelief } from './compression.js';
import { crc32 } from '../crc32.js';
import { ANALYSIS_VERSION, HISTOGRAM_BINS, LONGEST_SIDE, type PaperAnalysis } from './paper-analysis.js';

/** "AMPA", little endian. */
const SIGNATURE = 0x41504d41;

/**
 * Offsets of the header, all little endian: signature and version (u32 each), picture size (u32 × 2), white (f64 × 3),
 * light and confidence (f64 × 3), relief size (u16 × 2), lengths in bytes of the relief and of the creases (u32 × 2),
 * the sheet's corners (f64 × 8, NaN where it fills the picture), depth (f64), whether it is known (u8), histogram (f64 × 32). Relief and creases follow, then the CRC-32 of
 * all that stands before it.
 */
const AT = {
  signature: 0,
  version: 4,
  picture: 8,
  white: 16,
  light: 40,
  relief: 64,
  lengths: 68,
  quad: 76,
  depth: 140,
  known: 148,
  histogram: 149,
  end: 149 + 8 * HISTOGRAM_BINS,
} as const;
const CHECKSUM_LENGTH = 4;

/** Compact binary form. The relief is held to 1/4096 of a deviation (coarser only beyond ±8), all else exactly. */
export function encodeAnalysis(analysis: PaperAnalysis): Uint8Array {
  const { relief, creases, white, light } = analysis;
  const reliefBytes = writeRelief(relief);
  const creaseBytes = writeCreases(creases.data);
  const checked = AT.end + reliefBytes.length + creaseBytes.length;
  const bytes = new Uint8Array(checked + CHECKSUM_LENGTH);
  const view = new DataView(bytes.buffer);
  view.setUint32(AT.signature, SIGNATURE, true);
  view.setUint32(AT.version, analysis.version, true);
  view.setUint32(AT.picture, analysis.width, true);
  view.setUint32(AT.picture + 4, analysis.height, true);
  white.forEach((value, i) => view.setFloat64(AT.white + 8 * i, value, true));
  [light.azimuth, light.elevation, analysis.confidence].forEach((value, i) =>
    view.setFloat64(AT.light + 8 * i, value, true),
  );
  view.setUint16(AT.relief, relief.width, true);
  view.setUint16(AT.relief + 2, relief.height, true);
  view.setUint32(AT.lengths, reliefBytes.length, true);
  view.setUint32(AT.lengths + 4, creaseBytes.length, true);
  for (let k = 0; k < 4; k++) {
    view.setFloat64(AT.quad + 16 * k, analysis.quad?.[k]?.x ?? NaN, true);
    view.setFloat64(AT.quad + 16 * k + 8, analysis.quad?.[k]?.y ?? NaN, true);
  }
  view.setFloat64(AT.depth, analysis.depth, true);
  view.setUint8(AT.known, analysis.known ? 1 : 0);
  analysis.histogram.forEach((share, i) => view.setFloat64(AT.histogram + 8 * i, share, true));
  bytes.set(reliefBytes, AT.end);
  bytes.set(creaseBytes, AT.end + reliefBytes.length);
  view.setUint32(checked, crc32(bytes.subarray(0, checked)), true);
  return bytes;
}

/** @throws RangeError where the bytes are not an analysis, one of another version, truncated or damaged. */
export function decodeAnalysis(bytes: Uint8Array): PaperAnalysis {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < AT.picture || view.getUint32(AT.signature, true) !== SIGNATURE) {
    throw new RangeError('not a paper analysis');
  }
  const version = view.getUint32(AT.version, true);
  if (version !== ANALYSIS_VERSION) {
    throw new RangeError(`paper analysis of version ${version}, expected version ${ANALYSIS_VERSION}`);
  }
  if (bytes.length < AT.end) throw truncated(bytes.length, AT.end + CHECKSUM_LENGTH);
  const creasesAt = AT.end + view.getUint32(AT.lengths, true);
  const checked = creasesAt + view.getUint32(AT.lengths + 4, true);
  if (bytes.length !== checked + CHECKSUM_LENGTH) throw truncated(bytes.length, checked + CHECKSUM_LENGTH);
  if (view.getUint32(checked, true) !== crc32(bytes.subarray(0, checked))) {
    throw new RangeError('paper analysis is damaged: its checksum does not fit');
  }
  const size = { width: view.getUint16(AT.relief, true), height: view.getUint16(AT.relief + 2, true) };
  if (Math.max(size.width, size.height) > LONGEST_SIDE || Math.min(size.width, size.height) < 1) {
    throw new RangeError(`paper analysis has a relief of ${size.width}×${size.height}, expected 1…${LONGEST_SIDE}`);
  }
  const [red, green, blue, azimuth, elevation, confidence] = Array.from({ length: 6 }, (_, i) =>
    view.getFloat64(AT.white + 8 * i, true),
  ) as [number, number, number, number, number, number];
  return {
    version,
    width: view.getUint32(AT.picture, true),
    height: view.getUint32(AT.picture + 4, true),
    white: [red, green, blue],
    quad: readQuad(view),
    depth: view.getFloat64(AT.depth, true),
    known: view.getUint8(AT.known) === 1,
    histogram: Array.from({ length: HISTOGRAM_BINS }, (_, i) => view.getFloat64(AT.histogram + 8 * i, true)),
    light: { azimuth, elevation },
    confidence,
    relief: readRelief(bytes.subarray(AT.end, creasesAt), size),
    creases: { ...size, data: readCreases(bytes.subarray(creasesAt, checked), size.width * size.height) },
  };
}

function readQuad(view: DataView): Quad | null {
  const corners = [0, 1, 2, 3].map((k) => ({
    x: view.getFloat64(AT.quad + 16 * k, true),
    y: view.getFloat64(AT.quad + 16 * k + 8, true),
  }));
  return corners.some(({ x, y }) => Number.isNaN(x + y)) ? null : (corners as unknown as Quad);
}

function truncated(received: number, expected: number): RangeError {
  return new RangeError(`paper analysis has ${received} bytes, expected ${expected}: truncated or foreign`);
}
