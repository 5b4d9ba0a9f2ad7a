import fc from 'fast-check';
import { breadth } from '../../../../test/support/breadth.js';
import {
  flatAnalysis,
  foldedAnalysis,
  greatestDifference,
  noiseRaster,
  plainRaster,
  smoothRaster,
  TRANSPARENT_PROCESS,
} from '../../../../test/support/engine-inputs.js';
import { anyParameters } from '../../../../test/support/any-parameters.js';
import type { PaperAnalysis } from '../analysis/index.js';
import { PRESETS, type MappingParameters } from '../presets/index.js';
import type { Raster } from '../raster.js';
import { wholeFrame } from './frame.js';
import { halveRows } from './pyramid.js';
import { prepareSheet } from './sheet.js';
import { layOutArt, planRender } from './render.js';
import { createRows } from './rows.js';
import { createRenderer } from './renderer.js';

const render = createRenderer(null);
const { natural, classic } = PRESETS;

interface Case {
  readonly art: Raster;
  readonly paper: Raster;
  readonly analysis?: PaperAnalysis;
  readonly parameters: MappingParameters;
}

/** The rendered picture; the paper given stays as it is. */
function rendered({ art, paper, analysis, parameters }: Case): Uint8Array {
  const { width, height } = paper;
  const copy = { ...paper, data: paper.data.slice() };
  render({
    art,
    paper: copy,
    frame: wholeFrame(width, height),
    sheet: prepareSheet(analysis ?? flatAnalysis(width, height)),
    parameters,
  });
  return copy.data;
}

describe('ink on flat white paper', () => {
  const white = plainRaster(90, 60, [255, 255, 255]);

  it('gives the art back when nothing is done to it', () => {
    const art = noiseRaster(90, 60, 1);
    expect(
      greatestDifference(rendered({ art, paper: white, parameters: { ...TRANSPARENT_PROCESS, grain: 0 } }), art.data),
    ).toBeLessThanOrEqual(1);
  });

  it.each([
    [90, (x: number, y: number, side: number) => (side - 1 - x) * side + y],
    [180, (x: number, y: number, side: number) => (side - 1 - y) * side + side - 1 - x],
    [-90, (x: number, y: number, side: number) => x * side + side - 1 - y],
  ])('turns the art by %i° exactly, without resampling', (rotation, target) => {
    const side = 48;
    const art = noiseRaster(side, side, 2);
    const parameters = { ...TRANSPARENT_PROCESS, grain: 0, rotation };
    const result = rendered({ art, paper: plainRaster(side, side, [255, 255, 255]), parameters });
    const expected = new Uint8Array(result.length);
    for (let y = 0; y < side; y++) {
      for (let x = 0; x < side; x++)
        expected.set(art.data.subarray((y * side + x) * 3).subarray(0, 3), target(x, y, side) * 3);
    }
    expect(greatestDifference(result, expected)).toBeLessThanOrEqual(1);
  });

  it('keeps the darkest ink at 3 % reflectance by default', () => {
    const parameters = { ...TRANSPARENT_PROCESS, grain: 0, ink: natural.parameters.ink };
    const result = rendered({ art: plainRaster(9, 6, [0, 0, 0]), paper: white, parameters });
    expect(result[3 * (30 * 90 + 45)]).toBe(48);
  });

  it('centres contained art and leaves the paper beside it bare', () => {
    const parameters = { ...TRANSPARENT_PROCESS, grain: 0, fit: 'contain' as const };
    const result = rendered({ art: plainRaster(10, 10, [0, 0, 0]), paper: white, parameters });
    const row = Array.from({ length: 90 }, (_, x) => result[3 * (30 * 90 + x)]);
    expect(row).toEqual([...Array<number>(15).fill(255), ...Array<number>(60).fill(0), ...Array<number>(15).fill(255)]);
  });

  it('shares out a pixel by how much of it is covered', () => {
    const parameters = { ...TRANSPARENT_PROCESS, grain: 0, offset: { x: 0.25 / 90, y: 0 } };
    const result = rendered({ art: plainRaster(90, 60, [0, 0, 0]), paper: white, parameters });
    expect(result[3 * 30 * 90]! / 255).toBeCloseTo(1.055 * 0.25 ** (1 / 2.4) - 0.055, 2);
  });
});

describe('any paper', () => {
  const paper = noiseRaster(96, 64, 3);
  const analysis = foldedAnalysis(96, 64, 4);

  it('stays unchanged under white art', () => {
    const parameters = { ...natural.parameters, wear: 1, ink: { absorption: 1, showThrough: 0.3 } };
    expect(rendered({ art: plainRaster(70, 70, [255, 255, 255]), paper, analysis, parameters })).toEqual(paper.data);
  });

  it('stays unchanged under art that is transparent, whatever colour it hides', () => {
    expect(
      rendered({ art: plainRaster(70, 70, [255, 0, 40, 0]), paper, analysis, parameters: natural.parameters }),
    ).toEqual(paper.data);
  });

  it('stays unchanged beside the art', () => {
    const parameters = {
      ...natural.parameters,
      quad: [
        { x: 1.2, y: 0 },
        { x: 2, y: 0 },
        { x: 2, y: 1 },
        { x: 1.2, y: 1 },
      ],
    } as const;
    expect(rendered({ art: plainRaster(8, 8, [0, 0, 0]), paper, analysis, parameters })).toEqual(paper.data);
  });

  it('keeps its glints on top of ink', () => {
    const bright = plainRaster(20, 20, [255, 255, 255]);
    const dim = { ...flatAnalysis(20, 20), white: [0.5, 0.5, 0.5] as const };
    const parameters = { ...TRANSPARENT_PROCESS, grain: 1 };
    const art = plainRaster(20, 20, [60, 60, 60]);
    const withGlint = rendered({ art, paper: bright, analysis: dim, parameters });
    const without = rendered({ art, paper: bright, parameters });
    expect(withGlint[300]!).toBeGreaterThan(without[300]! + 50);
  });
});

describe('worn creases', () => {
  it('show the bare paper, and only there', () => {
    const paper = plainRaster(256, 256, [230, 230, 230]);
    const analysis = foldedAnalysis(256, 256, 5);
    const art = plainRaster(16, 16, [20, 20, 20]);
    const base = { ...natural.parameters, fold: 0, margin: 0, grain: 0 };
    const whole = rendered({ art, paper, analysis, parameters: { ...base, wear: 0 } });
    const worn = rendered({ art, paper, analysis, parameters: { ...base, wear: 1 } });
    const gains = Array.from({ length: 256 * 256 }, (_, i) => worn[3 * i]! - whole[3 * i]!);
    const bared = gains.flatMap((gain, i) => (gain > 60 ? [i] : []));
    expect(Math.min(...gains)).toBe(0);
    expect(bared.length).toBeGreaterThan(200);
    expect(bared.every((i) => nearCrease(analysis, i % 256, Math.floor(i / 256)))).toBe(true);
  });

  function nearCrease({ creases }: PaperAnalysis, x: number, y: number): boolean {
    for (let dy = -3; dy <= 3; dy++) {
      for (let dx = -3; dx <= 3; dx++) if (creases.data[(y + dy) * creases.width + x + dx]! > 64) return true;
    }
    return false;
  }
});

describe('light and grain', () => {
  const noise = noiseRaster(64, 64, 6);
  const art = plainRaster(8, 8, [128, 128, 128]);

  it('both at 0 lay the art on an evenly lit sheet', () => {
    const parameters = { ...TRANSPARENT_PROCESS, illumination: 0, grain: 0 };
    const grey = Uint8Array.from({ length: 64 * 64 * 3 }, (_, i) => 120 + noise.data[i - (i % 3)]! / 2);
    const result = rendered({ art, paper: { ...noise, data: grey }, parameters });
    expect(greatestDifference(result, new Uint8Array(result.length).fill(128))).toBeLessThanOrEqual(8);
  });
});

describe('the result', () => {
  const art = smoothRaster(120, 90, 7);
  const paper = noiseRaster(160, 110, 8);
  const analysis = foldedAnalysis(160, 110, 9);

  it.each([natural, classic])('of $name does not depend on how rows are shared out', ({ parameters }) => {
    const whole = rendered({ art, paper, analysis, parameters });
    const copy = { ...paper, data: paper.data.slice() };
    const frame = wholeFrame(160, 110);
    const placed = layOutArt(art, frame, parameters, (size) => new Uint8Array(size));
    placed.levels.slice(1).forEach((level, i) => halveRows(placed.levels[i]!, level, 0, level.height));
    const plan = planRender(placed, { paper: copy, frame, sheet: prepareSheet(analysis), parameters });
    for (const from of [96, 0, 32, 64]) createRows(plan)(from, Math.min(110, from + 32));
    expect(copy.data).toEqual(whole);
  });

  it('differs by seed in grain, and is the same again for the same seed', () => {
    const [first, again, other] = [1, 1, 2].map((seed) =>
      rendered({ art, paper, analysis, parameters: { ...natural.parameters, seed } }),
    );
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
  });
});

describe('whatever the parameters', () => {
  it('art of one colour on paper of one colour gives nothing brighter than the paper, nothing darker than art times paper', () => {
    const [paperCode, artCode] = [200, 100];
    const paper = plainRaster(70, 50, [paperCode, paperCode, paperCode]);
    const analysis = { ...foldedAnalysis(70, 50, 10), white: [0.58, 0.58, 0.58] as const };
    const floor = Math.floor((artCode * paperCode) / 255) - 24;
    fc.assert(
      fc.property(
        anyParameters,
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 30 }),
        (given, width, height) => {
          const plain = { ...given, light: null, background: null, vignette: { strength: 0, smoothness: 1 } };
          const result = rendered({
            art: plainRaster(width, height, [artCode, artCode, artCode]),
            paper,
            analysis,
            parameters: plain,
          });
          for (const code of result) {
            if (code > paperCode + 1 || code < floor) throw new Error(`code ${code} with ${JSON.stringify(given)}`);
          }
        },
      ),
      { numRuns: breadth(12, 80) },
    );
  });
});

describe('degenerate sizes', () => {
  it.each([
    ['one pixel', 1, 1],
    ['one column', 1, 2000],
    ['one row', 2000, 1],
  ])('art of %s is spread over the sheet', (_name, width, height) => {
    const paper = plainRaster(60, 40, [255, 255, 255]);
    const parameters = { ...TRANSPARENT_PROCESS, grain: 0 };
    const result = rendered({ art: plainRaster(width, height, [40, 90, 160]), paper, parameters });
    expect(greatestDifference(result, plainRaster(60, 40, [40, 90, 160]).data)).toBeLessThanOrEqual(1);
  });

  it.each([1, 2, 5])('paper of %i pixels a side is printed', (side) => {
    const paper = plainRaster(side, side, [255, 255, 255]);
    const result = rendered({
      art: plainRaster(300, 300, [10, 20, 30]),
      paper,
      parameters: { ...TRANSPARENT_PROCESS, grain: 0 },
    });
    expect(greatestDifference(result, plainRaster(side, side, [10, 20, 30]).data)).toBeLessThanOrEqual(1);
  });

  it('black paper stays black under ink', () => {
    const paper = plainRaster(40, 30, [0, 0, 0]);
    const analysis = { ...foldedAnalysis(40, 30, 11), white: [0.001, 0.001, 0.001] as const };
    expect(rendered({ art: smoothRaster(50, 50, 12), paper, analysis, parameters: natural.parameters })).toEqual(
      paper.data,
    );
  });
});
