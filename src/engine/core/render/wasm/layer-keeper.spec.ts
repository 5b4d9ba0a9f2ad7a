import fc from 'fast-check';
import { anyParameters } from '../../../../../test/support/any-parameters.js';
import { breadth } from '../../../../../test/support/breadth.js';
import { builtKernel } from '../../../../../test/support/built-kernel.js';
import { foldedAnalysis, noiseRaster, smoothRaster } from '../../../../../test/support/engine-inputs.js';
import { createKernelMemory, KernelMemory } from '../../kernel-memory.js';
import { keepLatest } from '../../keep-latest.js';
import { type MappingParameters, PRESETS } from '../../presets/index.js';
import type { Plane, Raster } from '../../raster.js';
import { wholeFrame } from '../frame.js';
import { type Level, reducedLevels } from '../pyramid.js';
import { lightFolds } from '../relight.js';
import { createPrinter, type Printer } from '../renderer.js';
import { layOutArt, planRender } from '../render.js';
import { prepareSheet } from '../sheet.js';
import { LayerKeeper } from './layer-keeper.js';

const { natural } = PRESETS;
const papers = [noiseRaster(193, 131, 5), smoothRaster(160, 90, 6)];
const sheets = papers.map(({ width, height }, i) => prepareSheet(foldedAnalysis(width, height, 3 + i)));
const arts = [smoothRaster(150, 110, 1), noiseRaster(60, 80, 2, 4), smoothRaster(500, 40, 3)];

const levels = keepLatest<readonly Level[]>();
const folds = keepLatest<Plane>();
const levelsOf = (art: Raster, density: { readonly x: number; readonly y: number }) =>
  levels(art, JSON.stringify(density), () => reducedLevels(art, density));
const newPrinter = () =>
  createPrinter(builtKernel(), {
    levelsOf,
    foldsOf: (paper, white) => folds(paper, String(white), () => lightFolds(paper, white)),
  });

/** What may follow a picture: some of its parameters as another has them. */
const anyChange = fc.record({
  parameters: anyParameters,
  names: fc.subarray(Object.keys(natural.parameters) as (keyof MappingParameters)[], { maxLength: 2 }),
  times: fc.integer({ min: 1, max: 3 }),
  art: fc.nat(arts.length - 1),
  paper: fc.nat(papers.length - 1),
  isOther: fc.boolean(),
});

describe('LayerKeeper', () => {
  it('never changes a picture, whatever was drawn before it', () => {
    fc.assert(
      fc.property(
        anyParameters,
        fc.boolean(),
        fc.array(anyChange, { minLength: 2, maxLength: 5 }),
        (first, inPart, changes) => {
          const draw = newPrinter();
          let [art, paper, parameters]: [number, number, MappingParameters] = [0, 0, first];
          for (const change of changes) {
            const other = Object.fromEntries(change.names.map((name) => [name, change.parameters[name]]));
            parameters = { ...parameters, ...other };
            if (change.isOther) [art, paper] = [change.art, change.paper];
            const { width, height } = papers[paper]!;
            const rows = inPart ? ([40, 80] as const) : ([0, height] as const);
            const frame = wholeFrame(width, height);
            const input = { art: arts[art]!, paper: papers[paper]!, frame, sheet: sheets[paper]!, parameters, rows };
            const drawn = (by: Printer) => Buffer.from(by(input)).subarray(4 * rows[0] * width, 4 * rows[1] * width);
            const alone = drawn(newPrinter());
            for (let i = 0; i < change.times; i++) {
              if (!drawn(draw).equals(alone)) throw new Error(`differs when drawn for the ${i + 1}. time`);
            }
          }
        },
      ),
      { numRuns: breadth(8, 200) },
    );
  });

  it('has the art written when it lies where it lay, and known from then on, until it moves', () => {
    const memory = new KernelMemory(createKernelMemory(false));
    const keeper = new LayerKeeper(memory);
    const stateOf = (changes: Partial<MappingParameters>) => {
      const parameters = { ...natural.parameters, ...changes };
      const frame = wholeFrame(193, 131);
      const placed = layOutArt(arts[0]!, frame, parameters, (size) => new Uint8Array(size));
      const plan = planRender(
        { ...placed, levels: levelsOf(arts[0]!, placed.placement.density.greatest) },
        {
          paper: papers[0]!,
          frame,
          sheet: sheets[0]!,
          parameters,
          foldsOf: () => folds(papers[0]!, '', () => lightFolds(papers[0]!, 1)),
        },
      );
      memory.reset();
      memory.keep(plan);
      const layers = keeper.take(plan, 0, 131)!;
      keeper.wrote(layers);
      return { art: layers.art && layers.art.known, ...layers.needs };
    };
    expect(stateOf({ wear: 0 })).toEqual({ art: null, heights: true, light: false });
    expect(stateOf({ wear: 0.1 })).toEqual({ art: false, heights: false, light: false });
    expect(stateOf({ wear: 0.2, grain: 0.5 })).toEqual({ art: true, heights: false, light: true });
    expect(stateOf({ wear: 0.2, grain: 0.6 })).toEqual({ art: true, heights: false, light: false });
    expect(stateOf({ rotation: 1 })).toEqual({ art: null, heights: false, light: false });
    expect(stateOf({ wear: 0 })).toEqual({ art: true, heights: false, light: false });
    expect(stateOf({ rotation: 1 })).toEqual({ art: null, heights: false, light: false });
    expect(stateOf({ rotation: 1, fold: 0 })).toEqual({ art: null, heights: false, light: false });
    expect(stateOf({ rotation: 1, fold: 0, grain: 0 })).toEqual({ art: false, heights: false, light: false });
  });
});
