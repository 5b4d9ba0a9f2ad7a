import { analysePaper, generatePaper } from '../../../../test/support/built-papers.js';
import { PRESETS, type MappingParameters } from '../presets/index.js';
import type { Quad, Raster } from '../raster.js';
import { wholeFrame } from './frame.js';
import { createRenderer } from './renderer.js';
import { prepareSheet } from './sheet.js';

const SIZE = { width: 384, height: 288 };
const QUAD: Quad = [
  { x: 0.2, y: 0.2 },
  { x: 0.8, y: 0.2 },
  { x: 0.8, y: 0.8 },
  { x: 0.2, y: 0.8 },
];
const CLAY = { colour: '#b08060', shadow: 0.8 };

const { image, height, light } = generatePaper({ style: 'crumpled', seed: 6, ...SIZE });
const sheet = prepareSheet(analysePaper(image, { height, light }));
const art: Raster = { width: 8, height: 6, channels: 3, data: new Uint8Array(8 * 6 * 3).fill(255) };

function rendered(parameters: Partial<MappingParameters>): Raster {
  const paper = { ...image, data: image.data.slice() };
  const { natural } = PRESETS;
  createRenderer(null)({
    art,
    paper,
    frame: wholeFrame(SIZE.width, SIZE.height),
    sheet,
    parameters: { ...natural.parameters, fold: 0, wear: 0, quad: QUAD, ...parameters },
  });
  return paper;
}

/** Mean of each channel over a square of 9 pixels a side about a place in fractions. */
function meanAt({ data, width }: Raster, x: number, y: number): number[] {
  const sums = [0, 0, 0];
  for (let dy = -4; dy <= 4; dy++) {
    for (let dx = -4; dx <= 4; dx++) {
      const i = 3 * ((Math.round(y * SIZE.height) + dy) * width + Math.round(x * SIZE.width) + dx);
      sums.forEach((_, k) => (sums[k]! += data[i + k]! / 81));
    }
  }
  return sums;
}

describe('a sheet on a background', () => {
  it('lies on its colour and keeps its own within', () => {
    const picture = rendered({ background: CLAY });
    const far = meanAt(picture, 0.95, 0.05);
    [0xb0, 0x80, 0x60].forEach((code, k) => expect(Math.abs(far[k]! - code)).toBeLessThan(3));
    expect(meanAt(picture, 0.5, 0.5)).toEqual(meanAt(rendered({}), 0.5, 0.5));
  });

  it('throws a shadow away from the light, which is dark at its rim and fades', () => {
    const green = (picture: Raster, x: number, y: number) => meanAt(picture, x, y)[1]!;
    const lit = rendered({ background: CLAY, light: { azimuth: 180, elevation: 35, strength: 1 } });
    const shaded = { near: green(lit, 0.815, 0.5), far: green(lit, 0.95, 0.5) };
    expect(shaded.near).toBeLessThan(0.93 * shaded.far);
    expect(shaded.near).toBeLessThan(0.95 * green(lit, 0.185, 0.5));
    const none = rendered({ background: { ...CLAY, shadow: 0 } });
    expect(Math.abs(green(none, 0.815, 0.5) - 0x80)).toBeLessThan(3);
  });

  it('is cut out a little inside the picture where no corners are given', () => {
    const picture = rendered({ background: CLAY, quad: null });
    expect(Math.abs(meanAt(picture, 0.02, 0.025)[2]! - 0x60)).toBeLessThan(12);
    expect(meanAt(picture, 0.15, 0.5)[2]!).toBeGreaterThan(120);
  });

  it('has a rim that follows the folds', () => {
    const straight = rendered({ background: CLAY });
    const bent = rendered({ background: CLAY, fold: 1 });
    const rim = (picture: Raster) =>
      Array.from({ length: SIZE.width >> 1 }, (_, k) => {
        const x = (SIZE.width >> 2) + k;
        for (let y = 0; y < SIZE.height; y++) {
          if (picture.data[3 * (y * SIZE.width + x) + 2]! > 140) return y;
        }
        return SIZE.height;
      });
    const before = rim(straight);
    const moved = rim(bent).map((y, k) => Math.abs(y - before[k]!));
    expect(moved.reduce((sum, distance) => sum + distance, 0) / moved.length).toBeGreaterThan(0.4);
    expect(Math.max(...moved)).toBeLessThan(20);
  });
});
