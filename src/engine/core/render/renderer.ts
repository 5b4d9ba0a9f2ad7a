import type { MappingParameters } from '../presets/index.js';
import type { Point, Raster } from '../raster.js';
import type { Frame } from './frame.js';
import { placeArt } from './placement.js';
import { type Level, reducedLevels } from './pyramid.js';
import { planRender } from './render.js';
import { type FoldsOf, lightFolds } from './relight.js';
import { createRows } from './rows.js';
import { renderedLight } from './turn-light.js';
import type { Sheet } from './sheet.js';
import { createKernelMemory, KernelMemory } from '../kernel-memory.js';
import { workspaceBytes } from './wasm/lay-out.js';

export interface RenderInput {
  readonly art: Raster;
  /** RGB, of the frame's size. */
  readonly paper: Raster;
  readonly frame: Frame;
  readonly sheet: Sheet;
  readonly parameters: MappingParameters;
  /** The first row to render and the one after the last; all where absent. */
  readonly rows?: readonly [number, number];
}

/**
 * Renders one picture after another on the thread that calls it, each in place of its paper; rows that were not asked for stay as
 * they are. Art and sheet must not change between two pictures: what is known of them is kept.
 */
export type Renderer = (input: RenderInput) => void;

/** The same, onto a picture of its own, good until the next; rows that were not asked for have no meaning in it. */
export type Printer = (input: RenderInput) => Raster;

/** What of art and paper is made ahead: from a cache, where one of them is printed, or printed on, again and again. */
export interface MadeAhead {
  /** The art and its reduced sizes, filled; see `planLevels`. */
  readonly levelsOf: (art: Raster, density: Point) => readonly Level[];
  readonly foldsOf: FoldsOf;
}

const MADE_EACH_TIME: MadeAhead = { levelsOf: reducedLevels, foldsOf: lightFolds };

/** @param kernel see {@link createPrinter} */
export function createRenderer(kernel: WebAssembly.Module | null, ahead = MADE_EACH_TIME): Renderer {
  const print = createPrinter(kernel, ahead);
  return (input) => {
    const { paper, frame, rows: [from, to] = [0, frame.height] } = input;
    const [start, end] = [from * 3 * paper.width, to * 3 * paper.width];
    paper.data.set(print(input).data.subarray(start, end), start);
  };
}

/**
 * A printer for one thread, in Node or in a browser's worker.
 *
 * @param kernel the kernel compiled for memory that is not shared (`dist/engine/kernel/single.wasm`); null where the machine
 *   has no WASM SIMD: TypeScript then does the same work, some four times slower
 */
export function createPrinter(kernel: WebAssembly.Module | null, { levelsOf, foldsOf }: MadeAhead): Printer {
  const memory = kernel && new KernelMemory(createKernelMemory(false));
  return ({ art, paper: bare, frame, sheet, parameters, rows: [from, to] = [0, frame.height] }) => {
    const placement = placeArt(art, frame, parameters);
    const levels = levelsOf(art, placement.density.greatest);
    // The kernel prints on a copy in its memory; the light is turned before.
    const isCopied = memory !== null && renderedLight(sheet, parameters.light) !== 'turned';
    const paper = isCopied ? bare : { ...bare, data: bare.data.slice() };
    const plan = planRender({ placement, levels }, { paper, frame, sheet, parameters, foldsOf });
    if (!kernel || !memory) {
      createRows(plan)(from, to);
      return paper;
    }
    memory.reset();
    memory.keep(plan, paper.data);
    const size = workspaceBytes(plan);
    const moved = memory.share(plan, size);
    const workspace = { start: memory.allocate(size).byteOffset, size };
    createRows(moved, { module: kernel, memory: memory.memory, workspace })(from, to);
    return moved.tone.paper;
  };
}
