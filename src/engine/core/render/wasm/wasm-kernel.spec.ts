import fc from 'fast-check';
import { breadth } from '../../../../../test/support/breadth.js';
import { builtKernel } from '../../../../../test/support/built-kernel.js';
import {
  flatAnalysis,
  foldedAnalysis,
  greatestDifference,
  noiseRaster,
  plainRaster,
  smoothRaster,
} from '../../../../../test/support/engine-inputs.js';
import { anyParameters } from '../../../../../test/support/any-parameters.js';
import { PRESETS } from '../../presets/index.js';
import { centredFrame, wholeFrame } from '../frame.js';
import { opaquePixels } from '../canvas.js';
import { lightFolds } from '../relight.js';
import { reducedLevels } from '../pyramid.js';
import { createPrinter, createRenderer, type RenderInput } from '../renderer.js';
import { prepareSheet } from '../sheet.js';

const render = createRenderer(builtKernel());
const oracle = createRenderer(null);
const { natural, classic } = PRESETS;

/** Codes by which the WASM kernel's result differs from its oracle's, at most. */
function difference(input: RenderInput): number {
  const results = [oracle, render].map((renderer) => {
    const paper = { ...input.paper, data: input.paper.data.slice() };
    renderer({ ...input, paper });
    return paper.data;
  });
  return greatestDifference(results[0]!, results[1]!);
}

describe('the WASM kernel against the TypeScript kernel', () => {
  const arts = [
    smoothRaster(150, 110, 1),
    noiseRaster(40, 60, 2, 4),
    plainRaster(1, 1, [200, 30, 90]),
    plainRaster(1, 500, [20, 130, 90]),
    noiseRaster(700, 30, 3),
    { ...noiseRaster(64, 64, 4, 4), data: new Uint8Array(64 * 64 * 4) },
  ];
  const papers = [noiseRaster(193, 131, 5), smoothRaster(300, 90, 6), plainRaster(7, 5, [255, 255, 255])];

  it('differs by 3 codes at most, whatever the pictures and parameters', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...arts),
        fc.constantFrom(...papers),
        fc.integer({ min: 1, max: 9 }),
        fc.boolean(),
        anyParameters,
        (art, paper, seed, known, parameters) => {
          const { width, height } = paper;
          const frame = centredFrame({ width: 3, height: 2 }, { width, height });
          const analysis = { ...foldedAnalysis(width, height, seed), known, white: [0.6, 0.7, 0.8] as const };
          const most = difference({ art, paper, frame, sheet: prepareSheet(analysis), parameters });
          if (most > 3) throw new Error(`${most} codes`);
        },
      ),
      { numRuns: breadth(8, 60) },
    );
  });

  it.each([natural, classic])('leaves paper under transparent art as it is, $name', ({ parameters }) => {
    const paper = noiseRaster(80, 60, 7);
    const sheet = prepareSheet(flatAnalysis(80, 60));
    const input = { art: arts[5]!, paper, frame: wholeFrame(80, 60), sheet, parameters };
    expect(difference(input)).toBeLessThanOrEqual(1);
  });

  it('leaves every paper as it is under white art', () => {
    const paper = noiseRaster(256, 64, 8);
    const printed = { ...paper, data: paper.data.slice() };
    const art = plainRaster(9, 9, [255, 255, 255]);
    const analysis = { ...foldedAnalysis(256, 64, 9), white: [0.5, 0.5, 0.5] as const };
    const parameters = { ...natural.parameters, wear: 1, ink: { absorption: 1, showThrough: 0.2 } };
    render({ art, paper: printed, frame: wholeFrame(256, 64), sheet: prepareSheet(analysis), parameters });
    expect(printed.data).toEqual(paper.data);
  });

  it.each([
    { kernel: 'WASM', renderer: render },
    { kernel: 'TypeScript', renderer: oracle },
  ])('renders rows apart as it renders them together, again and again, $kernel', ({ renderer }) => {
    const [art, bare] = [arts[0]!, papers[0]!];
    const sheet = prepareSheet(foldedAnalysis(bare.width, bare.height, 3));
    const frame = wholeFrame(bare.width, bare.height);
    for (const x of [0, 0.1, 0.2]) {
      const parameters = { ...natural.parameters, offset: { x, y: 0 } };
      const printed = (...parts: (readonly [number, number])[]) => {
        const paper = { ...bare, data: bare.data.slice() };
        for (const rows of parts) renderer({ art, paper, frame, sheet, parameters, rows });
        return paper.data;
      };
      const together = { ...bare, data: bare.data.slice() };
      createRenderer(renderer === oracle ? null : builtKernel())({ art, paper: together, frame, sheet, parameters });
      expect(printed([0, 50], [50, bare.height])).toEqual(together.data);
    }
  });

  it.each([
    { kernel: 'WASM', module: builtKernel() },
    { kernel: 'TypeScript', module: null },
  ])('prints for canvases what it prints on paper, which stays as it is, $kernel', ({ module }) => {
    const art = arts[0]!;
    const sheet = prepareSheet(foldedAnalysis(193, 131, 3));
    const draw = createPrinter(module, { levelsOf: reducedLevels, foldsOf: lightFolds });
    for (const paper of [papers[0]!, papers[1]!, papers[0]!]) {
      const { width, height } = paper;
      const bare = paper.data.slice();
      const frame = wholeFrame(width, height);
      const parts: readonly (readonly [number, number])[] = [
        [0, height],
        [20, 21],
        [33, height],
        [0, 57],
      ];
      for (const [from, to] of breadth(parts.slice(0, 2), parts)) {
        const background = { colour: '#3a3f45', shadow: 0.8 };
        const input = { art, paper, frame, sheet, parameters: { ...natural.parameters, grain: 0.4, background } };
        const printed = { ...paper, data: bare.slice() };
        createRenderer(module)({ ...input, paper: printed });
        const rows = (pixels: Uint8ClampedArray) => pixels.slice(4 * from * width, 4 * to * width);
        expect(rows(draw({ ...input, rows: [from, to] }))).toEqual(rows(opaquePixels(printed, from, to)));
        expect(paper.data).toEqual(bare);
      }
    }
  });
});
