import type { PaperAnalysis } from '../../../../src/engine/core/analysis/index';
import type { MappingParameters } from '../../../../src/engine/core/presets/index';
import type { Raster } from '../../../../src/engine/core/raster';
import { wholeFrame } from '../../../../src/engine/core/render/frame';
import { placeArt } from '../../../../src/engine/core/render/placement';
import { halveRows, type Level, planLevels } from '../../../../src/engine/core/render/pyramid';
import { planRender } from '../../../../src/engine/core/render/render';
import { createRows } from '../../../../src/engine/core/render/rows';
import { prepareSheet, type Sheet } from '../../../../src/engine/core/render/sheet';
import { CODE_OF_LINEAR16 } from '../../../../src/engine/core/colour';
import type { PreviewView } from './protocol';

/** Code of the sheet under flat art: a shade off white, so that its edge shows on white art. */
const FLAT_SHEET = 244;

/** What a preview is made of; the paper as large as the preview. */
export interface PreviewInput {
  readonly art: Raster;
  readonly paper: Raster;
  readonly sheet: Sheet;
  readonly parameters: MappingParameters;
  readonly view: PreviewView;
}

/**
 * Renders previews with the engine that renders the final pictures, and keeps between two previews what did not change: the
 * art's reduced sizes.
 */
export class PrintPreview {
  /** By art; of each, by the sizes of its levels. */
  private readonly pyramids = new WeakMap<Raster, Map<string, readonly Level[]>>();

  /** RGB, of the paper's size; the paper given is left as it is. */
  render(input: PreviewInput): Raster {
    const { art, sheet } = input;
    const parameters = seenAs(input.view, input.parameters);
    const paper = sheetSeenAs(input);
    const frame = wholeFrame(paper.width, paper.height);
    const placement = placeArt(art, frame, parameters);
    const levels = this.levelsOf(art, placement.density.greatest);
    const plan = planRender({ placement, levels }, { paper, frame, sheet, parameters });
    createRows(plan)(0, frame.height);
    return paper;
  }

  private levelsOf(art: Raster, density: { readonly x: number; readonly y: number }): readonly Level[] {
    const sizes = planLevels(art, density, () => new Uint8Array(0));
    const key = sizes.map(({ width, height }) => `${width}x${height}`).join();
    const known = this.pyramids.get(art) ?? new Map<string, readonly Level[]>();
    this.pyramids.set(art, known);
    const levels = known.get(key) ?? reduced(art, density);
    known.set(key, levels);
    return levels;
  }
}

export function sheetOf(analysis: PaperAnalysis): Sheet {
  return prepareSheet(analysis);
}

function reduced(art: Raster, density: { readonly x: number; readonly y: number }): readonly Level[] {
  const levels = planLevels(art, density, (size) => new Uint8Array(size));
  levels.slice(1).forEach((level, i) => halveRows(levels[i]!, level, 0, level.height));
  return levels;
}

/** Flat art keeps its codes: laid over the sheet without folds, light, grain or wear. */
function seenAs(view: PreviewView, parameters: MappingParameters): MappingParameters {
  if (view !== 'flat') return parameters;
  return {
    ...parameters,
    blend: 'multiply',
    fold: 0,
    illumination: 0,
    edge: 'clean',
    vignette: { ...parameters.vignette, strength: 0 },
  };
}

function sheetSeenAs({ view, paper, sheet }: PreviewInput): Raster {
  if (view === 'print') return { ...paper, data: paper.data.slice() };
  const data = new Uint8Array(paper.data.length).fill(FLAT_SHEET);
  if (view === 'unlit') {
    const codes = sheet.white.map((level) => CODE_OF_LINEAR16[Math.round(Math.min(1, level) * 65535)]!);
    for (let i = 0; i < data.length; i++) data[i] = codes[i % 3]!;
  }
  return { ...paper, data };
}
