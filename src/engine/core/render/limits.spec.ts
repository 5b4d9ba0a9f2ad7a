import { analysePaper } from '../../../../test/support/built-papers.js';
import { builtKernel } from '../../../../test/support/built-kernel.js';
import {
  flatAnalysis,
  foldedAnalysis,
  greatestDifference,
  noiseRaster,
  plainRaster,
  smoothRaster,
  TRANSPARENT_PROCESS,
} from '../../../../test/support/engine-inputs.js';
import { encodeAnalysis, decodeAnalysis, type PaperAnalysis } from '../analysis/index.js';
import { PRESETS, type MappingParameters } from '../presets/index.js';
import type { Quad, Raster } from '../raster.js';
import { wholeFrame } from './frame.js';
import { createRenderer } from './renderer.js';
import { prepareSheet } from './sheet.js';

const kernels = [
  { kernel: 'TypeScript', render: createRenderer(null) },
  { kernel: 'WASM', render: createRenderer(builtKernel()) },
];
const { natural } = PRESETS;
const SIDE = 48;
const white = plainRaster(SIDE, SIDE, [255, 255, 255]);
const black = plainRaster(SIDE, SIDE, [0, 0, 0]);

/** Art turned by quarter turns counter-clockwise. */
function turned(art: Raster, quarters: number): Uint8Array {
  const source = { data: art.data };
  for (let i = 0; i < quarters; i++) {
    const next = new Uint8Array(source.data.length);
    for (let y = 0; y < SIDE; y++) {
      for (let x = 0; x < SIDE; x++) {
        const from = (x * SIDE + (SIDE - 1 - y)) * 3;
        next.set(source.data.subarray(from, from + 3), (y * SIDE + x) * 3);
      }
    }
    source.data = next;
  }
  return source.data;
}

function differing(result: Uint8Array, paper: Raster): { x: number; y: number }[] {
  const places = Array.from({ length: SIDE * SIDE }, (_, i) => ({ x: i % SIDE, y: Math.floor(i / SIDE) }));
  return places.filter((_, i) => [0, 1, 2].some((channel) => result[3 * i + channel] !== paper.data[3 * i + channel]));
}

describe.each(kernels)('at the limits, the $kernel kernel', ({ render }) => {
  const print = (art: Raster, paper: Raster, parameters: MappingParameters, analysis?: PaperAnalysis) => {
    const copy = { ...paper, data: paper.data.slice() };
    const { width, height } = paper;
    const sheet = prepareSheet(analysis ?? flatAnalysis(width, height));
    render({ art, paper: copy, frame: wholeFrame(width, height), sheet, parameters });
    return copy.data;
  };

  it.each([
    [1, 1],
    [1, 20_000],
    [20_000, 1],
  ])('spreads art of %i × %i over the sheet without a stripe', (width, height) => {
    const result = print(plainRaster(width, height, [40, 90, 160]), white, { ...TRANSPARENT_PROCESS, grain: 0 });
    expect(greatestDifference(result, plainRaster(SIDE, SIDE, [40, 90, 160]).data)).toBeLessThanOrEqual(1);
  });

  it('leaves the paper as it is under art that is wholly transparent', () => {
    const paper = noiseRaster(SIDE, SIDE, 1);
    const art = plainRaster(9, 9, [200, 10, 60, 0]);
    expect(print(art, paper, natural.parameters, foldedAnalysis(SIDE, SIDE, 2))).toEqual(paper.data);
  });

  it('prints on wholly white paper what is white there and nothing on wholly black', () => {
    for (const paper of [white, black]) {
      const analysis = decodeAnalysis(encodeAnalysis(analysePaper(paper)));
      const values = [...analysis.white, analysis.confidence, analysis.depth, ...analysis.relief.data];
      expect(values.every(Number.isFinite)).toBe(true);
      expect(print(plainRaster(5, 5, [255, 255, 255]), paper, natural.parameters, analysis)).toEqual(paper.data);
      const inked = print(smoothRaster(60, 60, 3), paper, natural.parameters, analysis);
      if (paper === black) expect(inked).toEqual(black.data);
      else expect(differing(inked, white).length).toBeGreaterThan(SIDE * SIDE * 0.6);
    }
  });

  it.each([
    [90, 1],
    [180, 2],
    [-90, 3],
    [-180, 2],
  ])('turns art by exactly %i° as an exchange of pixels', (rotation, quarters) => {
    const art = noiseRaster(SIDE, SIDE, 4);
    const result = print(art, white, { ...TRANSPARENT_PROCESS, grain: 0, rotation });
    expect(greatestDifference(result, turned(art, quarters))).toBeLessThanOrEqual(1);
  });

  it('prints art at scale 0.01 as a dot in the middle, and nothing beside it', () => {
    const art = plainRaster(300, 300, [20, 20, 20]);
    const changed = differing(print(art, white, { ...TRANSPARENT_PROCESS, scale: 0.01 }), white);
    expect(changed.length).toBeGreaterThan(0);
    for (const { x, y } of changed) {
      expect(Math.abs(x - (SIDE - 1) / 2)).toBeLessThan(2);
      expect(Math.abs(y - (SIDE - 1) / 2)).toBeLessThan(2);
    }
  });

  it('prints art at scale 20 as its middle, up to the border', () => {
    const art = plainRaster(SIDE, SIDE, [255, 255, 255]);
    for (let y = 20; y < 28; y++) art.data.fill(60, (y * SIDE + 20) * 3, (y * SIDE + 28) * 3);
    const result = print(art, white, { ...TRANSPARENT_PROCESS, grain: 0, scale: 20 });
    expect(greatestDifference(result, plainRaster(SIDE, SIDE, [60, 60, 60]).data)).toBeLessThanOrEqual(1);
  });

  const across = (left: number, top: number, right: number, bottom: number): Quad => [
    { x: left, y: top },
    { x: right, y: top },
    { x: right, y: bottom },
    { x: left, y: bottom },
  ];

  it.each([
    ['the left', across(-0.5, 0.25, 0.5, 0.75)],
    ['the right', across(0.5, 0.25, 1.5, 0.75)],
    ['the top', across(0.25, -0.5, 0.75, 0.5)],
    ['the bottom', across(0.25, 0.5, 0.75, 1.5)],
    ['every side', across(-0.5, -0.5, 1.5, 1.5)],
  ])('prints what is seen of a quad that goes beyond %s', (_side, quad) => {
    const result = print(plainRaster(7, 7, [30, 60, 90]), white, { ...TRANSPARENT_PROCESS, grain: 0, quad });
    const inside = (value: number, from: number, to: number) =>
      (value + 0.5) / SIDE > from && (value + 0.5) / SIDE < to;
    const expected = Uint8Array.from({ length: SIDE * SIDE * 3 }, (_, i) => {
      const [x, y] = [Math.floor(i / 3) % SIDE, Math.floor(i / 3 / SIDE)];
      const printed = inside(x, quad[0].x, quad[2].x) && inside(y, quad[0].y, quad[2].y);
      return printed ? [30, 60, 90][i % 3]! : 255;
    });
    expect(greatestDifference(result, expected)).toBeLessThanOrEqual(1);
  });

  it.each([
    ['left', across(-1.5, 0, -0.5, 1)],
    ['right', across(1.5, 0, 2.5, 1)],
    ['above', across(0, -1.5, 1, -0.5)],
    ['below', across(0, 1.5, 1, 2.5)],
  ])('leaves the paper as it is where the quad lies wholly %s of it', (_side, quad) => {
    const paper = noiseRaster(SIDE, SIDE, 5);
    const folded = foldedAnalysis(SIDE, SIDE, 6);
    expect(print(noiseRaster(30, 30, 7), paper, { ...natural.parameters, quad }, folded)).toEqual(paper.data);
  });
});
