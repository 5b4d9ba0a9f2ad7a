import { createHash } from 'node:crypto';
import { generatePaper } from '../../../../test/support/built-papers.js';
import { correlation, mean } from '../../../../test/support/correlation.js';
import { lightVector } from '../analysis/reflectance.js';
import { LINEAR_OF_CODE, luminance } from '../colour.js';
import { createPlaneFourier } from '../fft.js';
import type { Plane } from '../raster.js';
import type { GeneratedPaper, PaperSpecification } from './index.js';

const BASE: PaperSpecification = { style: 'crumpled', seed: 1, width: 384, height: 256 };
const made = new Map<string, GeneratedPaper>();

/** Papers are slow to make and pure, so each specification is made once. */
function paper(change: Partial<PaperSpecification> = {}): GeneratedPaper {
  const specification = { ...BASE, ...change };
  const key = JSON.stringify(specification);
  const result = made.get(key) ?? generatePaper(specification);
  made.set(key, result);
  return result;
}

function luminanceOf({ image }: GeneratedPaper): Plane {
  const linear = (index: number) => LINEAR_OF_CODE[image.data[index]!]!;
  const data = Float32Array.from({ length: image.width * image.height }, (_, i) =>
    luminance(linear(3 * i), linear(3 * i + 1), linear(3 * i + 2)),
  );
  return { width: image.width, height: image.height, data };
}

function deviation(values: Float32Array): number {
  const centre = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - centre) ** 2)));
}

const hashOf = ({ image, height }: GeneratedPaper) =>
  createHash('sha256').update(image.data).update(new Uint8Array(height.data.buffer)).digest('hex');

describe('generatePaper', () => {
  it('gives equal bytes for equal specifications and another sheet for another seed', () => {
    expect(hashOf(generatePaper(BASE))).toBe(hashOf(paper()));
    const other = paper({ seed: 2 });
    expect(hashOf(other)).not.toBe(hashOf(paper()));
    expect(Math.abs(correlation(luminanceOf(other).data, luminanceOf(paper()).data))).toBeLessThan(0.2);
  });

  it('honours size and aspect, up to the longest strips', () => {
    const strip = paper({ width: 2048, height: 256 });
    expect(strip.image).toMatchObject({ width: 2048, height: 256, channels: 3 });
    expect(strip.image.data).toHaveLength(3 * 2048 * 256);
    expect(strip.height).toMatchObject({ width: 1536, height: 192 });
    expect(strip.height.data.every(Number.isFinite)).toBe(true);
    expect(strip.image.data.every((code) => code > 60)).toBe(true);
  });

  it('gives a zero-mean height which that light shades as one sees', () => {
    const { height, light } = paper();
    expect(Math.abs(mean(height.data))).toBeLessThan(1e-3);
    const seen = luminanceOf(paper());
    const towards = lightVector(light);
    const { width, data } = height;
    const [lambertian, shown]: [number[], number[]] = [[], []];
    for (let i = width + 1; i < data.length - width - 1; i++) {
      if (i % width === 0 || i % width === width - 1) continue;
      const p = (data[i + 1]! - data[i - 1]!) / 2;
      const q = (data[i + width]! - data[i - width]!) / 2;
      lambertian.push((towards.z - p * towards.x - q * towards.y) / Math.hypot(1, p, q));
      shown.push(seen.data[i]!);
    }
    expect(correlation(Float32Array.from(lambertian), Float32Array.from(shown))).toBeGreaterThan(0.9);
  });

  it('turns light into shade when the light moves to the other side', () => {
    const { light } = paper();
    const opposite = paper({ light: { ...light, azimuth: (light.azimuth + 180) % 360 } });
    expect(correlation(luminanceOf(opposite).data, luminanceOf(paper()).data)).toBeLessThan(-0.4);
  });

  it('shows the same sheet at every resolution', () => {
    const large = luminanceOf(paper({ width: 768, height: 512 }));
    const reduced = luminanceOf(paper()).data.map((_, i) => {
      const at = 2 * (i % 384) + 2 * Math.floor(i / 384) * 768;
      return (large.data[at]! + large.data[at + 1]! + large.data[at + 768]! + large.data[at + 769]!) / 4;
    });
    expect(correlation(reduced, luminanceOf(paper()).data)).toBeGreaterThan(0.97);
  });

  it('has the tones of a photograph of white crumpled paper', () => {
    const sorted = luminanceOf(paper()).data.toSorted();
    const quantile = (share: number) => sorted[Math.floor(share * (sorted.length - 1))]!;
    expect(quantile(0.01)).toBeGreaterThan(0.12);
    expect(quantile(0.01)).toBeLessThan(0.34);
    expect(quantile(0.5)).toBeGreaterThan(0.68);
    expect(quantile(0.5)).toBeLessThan(0.84);
    expect(quantile(0.99)).toBeGreaterThan(0.9);
    expect(quantile(0.999)).toBeLessThan(0.99);
    expect(deviation(sorted)).toBeGreaterThan(0.13);
    expect(deviation(sorted)).toBeLessThan(0.24);
  });

  it('deepens with strength', () => {
    const shallow = paper({ strength: 0.1 });
    const deep = paper({ strength: 1 });
    expect(deviation(shallow.height.data)).toBeLessThan(0.5 * deviation(paper().height.data));
    expect(deviation(deep.height.data)).toBeGreaterThan(1.5 * deviation(paper().height.data));
    expect(deviation(luminanceOf(shallow).data)).toBeLessThan(0.7 * deviation(luminanceOf(paper()).data));
    expect(deviation(luminanceOf(deep).data)).toBeGreaterThan(1.15 * deviation(luminanceOf(paper()).data));
  });

  it('neither repeats nor mirrors itself', () => {
    const { width, height, data } = luminanceOf(paper());
    const side = 256;
    const centre = mean(data);
    const square = Float64Array.from({ length: side * side }, (_, i) => {
      const x = i % side;
      const y = Math.floor(i / side);
      const window = Math.sin((Math.PI * (x + 0.5)) / side) * Math.sin((Math.PI * (y + 0.5)) / side);
      return window * (data[y * width + x]! - centre);
    });
    const fourier = createPlaneFourier(side, side);
    fourier.forward(square);
    const columns = side / 2 + 1;
    for (let i = 0; i < fourier.re.length; i++) {
      // The largest folds take up a good part of the square; they are alike only to themselves.
      const row = Math.floor(i / columns);
      const isLarge = Math.hypot(i % columns, Math.min(row, side - row)) <= 4;
      fourier.re[i] = isLarge ? 0 : fourier.re[i]! ** 2 + fourier.im[i]! ** 2;
      fourier.im[i] = 0;
    }
    fourier.inverse(square);
    const far = square.filter((_, i) => {
      const x = Math.min(i % side, side - (i % side));
      const y = Math.min(Math.floor(i / side), side - Math.floor(i / side));
      return x * x + y * y > 28 ** 2;
    });
    expect(Math.max(...far) / square[0]!).toBeLessThan(0.3);

    const mirrored = data.map((_, i) => data[i - 2 * (i % width) + width - 1]!);
    const turned = data.map((_, i) => data[width * height - 1 - i]!);
    expect(Math.abs(correlation(mirrored, data))).toBeLessThan(0.3);
    expect(Math.abs(correlation(turned, data))).toBeLessThan(0.3);
  });

  it.each([
    [{ width: 255 }, 'width must be a whole number from 256 to 8000, received 255'],
    [{ height: 8001 }, 'height must be a whole number from 256 to 8000, received 8001'],
    [{ seed: -1 }, 'seed must be a whole number from 0 to 4294967295, received -1'],
    [{ strength: Number.NaN }, 'strength must be from 0 to 1, received NaN'],
    [{ light: { azimuth: 10, elevation: 5 } }, 'light.elevation must be from 15 to 90, received 5'],
  ])('refuses %j', (change, message) => {
    expect(() => generatePaper({ ...BASE, ...change })).toThrow(new RangeError(message));
  });
});
