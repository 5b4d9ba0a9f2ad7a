import { flatAnalysis, noiseRaster, psnr, smoothRaster } from '../../../../test/support/engine-inputs.js';
import { PRESETS, type MappingParameters } from '../presets/index.js';
import type { Raster } from '../raster.js';
import { wholeFrame } from './frame.js';
import { createRenderer } from './renderer.js';
import { prepareSheet } from './sheet.js';

const WIDTH = 300;
const HEIGHT = 210;
const CLASSIC: MappingParameters = PRESETS.classic.parameters;

/**
 * The first system's arithmetic, step by step: turn the art bilinearly with nothing outside it, lay it over the paper by its
 * alpha, multiply by the paper's 8-bit luma stretched to 0.3…1, multiply by the vignette, round.
 */
function firstSystem(art: Raster, paper: Raster, degrees: number): Uint8Array {
  const { width, height } = paper;
  const luma = lumaOf(paper);
  const darkest = luma.reduce((least, value) => Math.min(least, value), 255);
  const lightest = luma.reduce((greatest, value) => Math.max(greatest, value), 0);
  const vignette = vignetteOf(width, height);
  const result = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const pixel = y * width + x;
      const turned = turnedPixel(art, x, y, degrees);
      const light = 0.3 + (0.7 * (luma[pixel]! - darkest)) / (lightest - darkest);
      for (let channel = 0; channel < 3; channel++) {
        const alpha = turned[3]! / 255;
        const over = turned[channel]! * alpha + paper.data[pixel * 3 + channel]! * (1 - alpha);
        result[pixel * 3 + channel] = Math.round(over * light * vignette[pixel]!);
      }
    }
  }
  return result;
}

/** Red, green, blue, alpha, 0…255, of the art turned counter-clockwise about (⌊w/2⌋, ⌊h/2⌋). */
function turnedPixel(art: Raster, x: number, y: number, degrees: number): number[] {
  const [cosine, sine] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const [centreX, centreY] = [Math.floor(art.width / 2), Math.floor(art.height / 2)];
  const u = cosine * (x - centreX) - sine * (y - centreY) + centreX;
  const v = sine * (x - centreX) + cosine * (y - centreY) + centreY;
  const [left, top] = [Math.floor(u), Math.floor(v)];
  const sum = [0, 0, 0, 0];
  for (const [column, row, weight] of [
    [left, top, (left + 1 - u) * (top + 1 - v)],
    [left + 1, top, (u - left) * (top + 1 - v)],
    [left, top + 1, (left + 1 - u) * (v - top)],
    [left + 1, top + 1, (u - left) * (v - top)],
  ] as const) {
    if (column < 0 || row < 0 || column >= art.width || row >= art.height) continue;
    for (let channel = 0; channel < 3; channel++) {
      sum[channel] = sum[channel]! + weight * art.data[(row * art.width + column) * 3 + channel]!;
    }
    sum[3] = sum[3]! + weight * 255;
  }
  return sum;
}

function lumaOf({ data }: Raster): number[] {
  return Array.from({ length: data.length / 3 }, (_, i) =>
    Math.round(0.299 * data[3 * i]! + 0.587 * data[3 * i + 1]! + 0.114 * data[3 * i + 2]!),
  );
}

/** Outer product of two normalised Gaussian windows, mapped to 0.9 at its least and 1 at its greatest. */
function vignetteOf(width: number, height: number): number[] {
  const window = (size: number) => {
    const sigma = Math.floor(1.2 * size);
    const values = Array.from({ length: size }, (_, i) => Math.exp(-((i - (size - 1) / 2) ** 2) / (2 * sigma ** 2)));
    const total = values.reduce((sum, value) => sum + value, 0);
    return values.map((value) => value / total);
  };
  const [across, down] = [window(width), window(height)];
  const product = down.flatMap((vertical) => across.map((horizontal) => vertical * horizontal));
  const least = product.reduce((a, b) => Math.min(a, b));
  const greatest = product.reduce((a, b) => Math.max(a, b));
  return product.map((value) => 0.9 + (0.1 * (value - least)) / (greatest - least));
}

function rendered(art: Raster, paper: Raster, parameters: MappingParameters): Uint8Array {
  const copy = { ...paper, data: paper.data.slice() };
  const sheet = prepareSheet(flatAnalysis(WIDTH, HEIGHT));
  createRenderer(null)({ art, paper: copy, frame: wholeFrame(WIDTH, HEIGHT), sheet, parameters });
  return copy.data;
}

describe('the classic preset', () => {
  const art = smoothRaster(WIDTH, HEIGHT, 1);
  const paper = smoothRaster(WIDTH, HEIGHT, 2);

  it.each([0, 7.5, 33, 90, 137, 180, -45, -180])(
    'is the first system’s arithmetic at a rotation of %d°',
    (rotation) => {
      const decibels = psnr(rendered(art, paper, { ...CLASSIC, rotation }), firstSystem(art, paper, rotation));
      expect(decibels).toBeGreaterThan(40);
    },
  );

  it('is exact to the last code where nothing is resampled', () => {
    const rough = noiseRaster(WIDTH, HEIGHT, 3);
    expect(psnr(rendered(rough, paper, CLASSIC), firstSystem(rough, paper, 0))).toBeGreaterThan(65);
  });

  it('can be told from arithmetic that turns the other way', () => {
    expect(psnr(rendered(art, paper, { ...CLASSIC, rotation: 33 }), firstSystem(art, paper, -33))).toBeLessThan(30);
  });
});
