import { createRandom } from '../random.js';
import { decodeAnalysis, encodeAnalysis } from './encoding.js';
import { ANALYSIS_VERSION, HISTOGRAM_BINS, type PaperAnalysis } from './paper-analysis.js';

function analysisOf(width: number, height: number, deviation = 1): PaperAnalysis {
  const random = createRandom(width * height);
  const relief = new Float32Array(width * height);
  for (let i = 0; i < relief.length; i++) relief[i] = deviation * random.normal();
  const creases = relief.map((value) => (value > deviation ? Math.floor(256 * random.uniform()) : 0));
  return {
    version: ANALYSIS_VERSION,
    width: 3 * width,
    height: 3 * height,
    white: [0.91, 0.72, 0.56],
    known: width % 2 === 0,
    histogram: Array.from({ length: HISTOGRAM_BINS }, () => random.uniform()),
    quad: [
      { x: 0.1, y: 0.05 },
      { x: 0.9, y: 0.1 },
      { x: 0.95, y: 0.9 },
      { x: 0, y: 1 },
    ],
    light: { azimuth: 247.3, elevation: 41.9 },
    confidence: 0.87,
    depth: 0.0123,
    relief: { width, height, data: relief },
    creases: { width, height, data: Uint8Array.from(creases) },
  };
}

describe('the stored form of an analysis', () => {
  it.each([
    [1, 1],
    [1, 500],
    [37, 23],
    [1024, 3],
  ])('comes back: %i × %i', (width, height) => {
    const analysis = analysisOf(width, height);
    const { relief, ...rest } = decodeAnalysis(encodeAnalysis(analysis));
    const { relief: original, ...expected } = analysis;
    expect(rest).toEqual(expected);
    expect([relief.width, relief.height]).toEqual([width, height]);
    original.data.forEach((value, i) => expect(Math.abs(relief.data[i]! - value)).toBeLessThanOrEqual(0.5001 / 4096));
  });

  it('holds a relief far beyond its usual range, more coarsely', () => {
    const analysis = analysisOf(20, 20, 40);
    const { relief } = decodeAnalysis(encodeAnalysis(analysis));
    const greatest = analysis.relief.data.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    analysis.relief.data.forEach((value, i) =>
      expect(Math.abs(relief.data[i]! - value)).toBeLessThan(greatest / 30_000),
    );
  });

  it('decodes bytes that lie within a larger buffer', () => {
    const bytes = encodeAnalysis(analysisOf(5, 4));
    const buffer = new Uint8Array(bytes.length + 20);
    buffer.set(bytes, 13);
    expect(decodeAnalysis(buffer.subarray(13, 13 + bytes.length))).toEqual(decodeAnalysis(bytes));
  });

  it('is refused when cut anywhere', () => {
    const bytes = encodeAnalysis(analysisOf(12, 9));
    for (let length = 0; length < bytes.length; length++) {
      expect(() => decodeAnalysis(bytes.subarray(0, length))).toThrow(RangeError);
    }
    expect(() => decodeAnalysis(bytes.subarray(0, 100))).toThrow(/has 100 bytes, expected \d+: truncated or foreign/);
  });

  it('is refused when any byte is changed', () => {
    const bytes = encodeAnalysis(analysisOf(12, 9));
    for (let i = 0; i < bytes.length; i++) {
      const damaged = bytes.slice();
      damaged[i]! ^= 0x41;
      expect(() => decodeAnalysis(damaged)).toThrow(RangeError);
    }
  });

  it('is refused when it is something else, or of another version', () => {
    expect(() => decodeAnalysis(new TextEncoder().encode('GIF89a, which is a picture'))).toThrow(
      'not a paper analysis',
    );
    const old = encodeAnalysis({ ...analysisOf(3, 3), version: ANALYSIS_VERSION + 1 });
    expect(() => decodeAnalysis(old)).toThrow(
      `paper analysis of version ${ANALYSIS_VERSION + 1}, expected version ${ANALYSIS_VERSION}`,
    );
  });
});
