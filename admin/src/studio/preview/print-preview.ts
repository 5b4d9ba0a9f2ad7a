import type { PaperAnalysis } from '../../../../src/engine/core/analysis/index';
import type { MappingParameters } from '../../../../src/engine/core/presets/index';
import type { Raster } from '../../../../src/engine/core/raster';
import {
  createRenderer,
  prepareSheet,
  type Renderer,
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
 * art's reduced sizes, the paper in another light than its own, and the picture itself, so that no preview leaves one to be
 * collected.
 */
export class PrintPreview {
  private readonly renderer: Renderer;
  private readonly latestLit = keepLatest<Raster>();
  private picture: Raster = { width: 0, height: 0, channels: 3, data: new Uint8Array(0) };

  /** @param kernel null: the engine's TypeScript does its work */
  constructor(kernel: WebAssembly.Module | null) {
    this.renderer = createRenderer(kernel, new Pyramids().levelsOf);
  }

  /**
   * RGB, of the paper's size, until the next preview; the paper given is left as it is. Rows that are not rendered have no
   * meaning.
   */
  render(asked: PreviewInput): Raster {
    const input = asked.view === 'print' ? this.inItsLight(asked) : asked;
    const { art, sheet, rows } = input;
    const parameters = input.view === 'flat' ? flatParameters(input.parameters) : input.parameters;
    const paper = this.ofSize(input.paper);
    laySheet(paper.data, input);
    this.renderer({
      art,
      paper,
      frame: wholeFrame(paper.width, paper.height),
      sheet,
      parameters,
      ...(rows && { rows }),
    });
    return paper;
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

  private ofSize({ width, height, channels, data }: Raster): Raster {
    const { picture } = this;
    if (picture.width === width && picture.height === height) return picture;
    return (this.picture = { width, height, channels, data: new Uint8Array(data.length) });
  }
}

export function sheetOf(analysis: PaperAnalysis): Sheet {
  return prepareSheet(analysis);
}

/** The bare sheet as the view shows it. */
function laySheet(target: Uint8Array, { view, paper, sheet }: PreviewInput): void {
  if (view === 'print') return target.set(paper.data);
  if (view === 'flat') return flatten({ ...paper, data: target });
  const codes = sheet.white.map((level) => CODE_OF_LINEAR16[Math.round(Math.min(1, level) * 65535)]!);
  for (let i = 0; i < target.length; i++) target[i] = codes[i % 3]!;
}
