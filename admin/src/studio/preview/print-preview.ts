import type { PaperAnalysis } from '../../../../src/engine/core/analysis/index';
import type { MappingParameters } from '../../../../src/engine/core/presets/index';
import type { Plane, Raster } from '../../../../src/engine/core/raster';
import {
  createPrinter,
  lightFolds,
  prepareSheet,
  type Printer,
  type Sheet,
  wholeFrame,
} from '../../../../src/engine/core/render/index';
import { keepLatest } from '../../../../src/engine/core/keep-latest';
import { renderedLight, turnLight } from '../../../../src/engine/core/render/turn-light';
import { flatParameters, flatten } from '../../../../src/engine/core/render/flat';
import { CODE_OF_LINEAR16 } from '../../../../src/engine/core/colour';
import { Pyramids } from './pyramids';
import type { PreviewView } from './protocol';

/** What a preview is made of; the paper as large as the preview. */
export interface PreviewInput {
  readonly art: Raster;
  readonly paper: Raster;
  readonly sheet: Sheet;
  readonly parameters: MappingParameters;
  readonly view: PreviewView;
  /** The first row to render and the one after the last; all where absent. */
  readonly rows?: readonly [number, number];
}

/**
 * Renders previews with the engine that renders the final pictures, and keeps between two previews what did not change: the
 * art's reduced sizes, the folds of the paper's light, and the paper in another light than its own, so that no preview leaves a
 * picture to be collected.
 */
export class PrintPreview {
  private readonly print: Printer;
  private readonly latestLit = keepLatest<Raster>();
  private readonly latestFolds = keepLatest<Plane>();
  private readonly latestUnlit = keepLatest<Raster>();

  /** @param kernel null: the engine's TypeScript does its work */
  constructor(kernel: WebAssembly.Module | null) {
    this.print = createPrinter(kernel, {
      levelsOf: new Pyramids().levelsOf,
      foldsOf: (paper, white) => this.latestFolds(paper.data, String(white), () => lightFolds(paper, white)),
    });
  }

  /** Of the paper's size; see {@link Printer}. */
  render(asked: PreviewInput): ReturnType<Printer> {
    const { view } = asked;
    const { art, paper, sheet, parameters, rows } =
      view === 'print'
        ? this.inItsLight(asked)
        : { ...asked, paper: this.latestUnlit(asked.paper, view, () => unlitSheet(asked)) };
    return this.print({
      art,
      paper,
      frame: wholeFrame(paper.width, paper.height),
      sheet,
      parameters: view === 'flat' ? flatParameters(parameters) : parameters,
      ...(rows && { rows }),
    });
  }

  /** The same print, on a sheet that is lit already as it is asked for: that light is its own. */
  private inItsLight(input: PreviewInput): PreviewInput {
    const { paper, sheet, parameters } = input;
    const { light } = parameters;
    if (!light || renderedLight(sheet, light) !== 'turned') return input;
    const lit = this.latestLit(paper, `${light.azimuth} ${light.elevation} ${light.strength}`, () => {
      const copy = { ...paper, data: paper.data.slice() };
      turnLight(copy, wholeFrame(paper.width, paper.height), sheet, light);
      return copy;
    });
    return { ...input, paper: lit, sheet: { ...sheet, light }, parameters: { ...parameters, light: null } };
  }
}

export function sheetOf(analysis: PaperAnalysis): Sheet {
  return prepareSheet(analysis);
}

/** The bare sheet without light and shadow, as another view than the print's shows it. */
function unlitSheet({ view, paper, sheet }: PreviewInput): Raster {
  const laid = { ...paper, data: new Uint8Array(paper.data.length) };
  if (view === 'flat') {
    flatten(laid);
    return laid;
  }
  const codes = sheet.white.map((level) => CODE_OF_LINEAR16[Math.round(Math.min(1, level) * 65535)]!);
  for (let i = 0; i < laid.data.length; i++) laid.data[i] = codes[i % 3]!;
  return laid;
}
