import type { MappingParameters } from '../presets/index.js';
import type { Point, Raster } from '../raster.js';
import { opaquePixels } from './canvas.js';
import type { Frame } from './frame.js';
import { placeArt } from './placement.js';
import { type Level, reducedLevels } from './pyramid.js';
import { planRender, type RenderPlan } from './render.js';
import { type FoldsOf, lightFolds } from './relight.js';
import { createRows } from './rows.js';
import { renderedLight } from './turn-light.js';
import type { Sheet } from './sheet.js';
import { createKernelMemory, KernelMemory } from '../kernel-memory.js';
import { LayerKeeper } from './wasm/layer-keeper.js';
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

/**
 * The same as canvases have it, four bytes a pixel and opaque, good until the next; rows that were not asked for have no meaning
 * in it. The paper stays as it is, and must not change either.
 */
export type Printer = (input: RenderInput) => Uint8ClampedArray<ArrayBuffer>;

/** What of art and paper is made ahead: from a cache, where one of them is printed, or printed on, again and again. */
export interface MadeAhead {
  /** The art and its reduced sizes, filled; see `planLevels`. */
  readonly levelsOf: (art: Raster, density: Point) => readonly Level[];
  readonly foldsOf: FoldsOf;
}

const MADE_EACH_TIME: MadeAhead = { levelsOf: reducedLevels, foldsOf: lightFolds };

/** @param kernel see {@link createPrinter} */
export function createRenderer(kernel: WebAssembly.Module | null, ahead = MADE_EACH_TIME): Renderer {
  const table = tableOf(kernel);
  return (input) => {
    const { paper, frame, rows: [from, to] = [0, frame.height] } = input;
    const printed = table.print(planOn(table, input, ahead), from, to);
    const [start, end] = [from * 3 * paper.width, to * 3 * paper.width];
    paper.data.set(printed.subarray(start, end), start);
  };
}

/**
 * A printer for one thread, in Node or in a browser's worker.
 *
 * @param kernel the kernel compiled for memory that is not shared (`dist/engine/kernel/single.wasm`); null where the machine
 *   has no WASM SIMD: TypeScript then does the same work, some four times slower
 */
export function createPrinter(kernel: WebAssembly.Module | null, ahead: MadeAhead): Printer {
  const table = tableOf(kernel);
  return (input) => {
    const { rows: [from, to] = [0, input.frame.height] } = input;
    return table.draw(planOn(table, input, ahead), from, to);
  };
}

/** What plans are printed on, one after another. */
interface Table {
  /** Whether it prints on a copy of the plan's paper. */
  readonly copies: boolean;
  /** The paper, printed on, until the next. */
  print(plan: RenderPlan, from: number, to: number): Uint8Array;
  /** See {@link Printer}. */
  draw(plan: RenderPlan, from: number, to: number): Uint8ClampedArray<ArrayBuffer>;
}

const tableOf = (kernel: WebAssembly.Module | null): Table => (kernel ? new KernelTable(kernel) : new PlainTable());

/** The paper given stays bare: the plan has one of its own where it is printed on, or the light on it turned. */
function planOn({ copies }: Table, input: RenderInput, { levelsOf, foldsOf }: MadeAhead): RenderPlan {
  const { art, paper: bare, frame, sheet, parameters } = input;
  const placement = placeArt(art, frame, parameters);
  const levels = levelsOf(art, placement.density.greatest);
  const staysBare = copies && renderedLight(sheet, parameters.light) !== 'turned';
  const paper = staysBare ? bare : { ...bare, data: bare.data.slice() };
  return planRender({ placement, levels }, { paper, frame, sheet, parameters, foldsOf });
}

class PlainTable implements Table {
  readonly copies = false;

  print(plan: RenderPlan, from: number, to: number): Uint8Array {
    createRows(plan)(from, to);
    return plan.tone.paper.data;
  }

  draw(plan: RenderPlan, from: number, to: number): Uint8ClampedArray<ArrayBuffer> {
    this.print(plan, from, to);
    return opaquePixels(plan.tone.paper, from, to);
  }
}

/** Memory in which the kernel prints. */
class KernelTable implements Table {
  readonly copies = true;
  private readonly memory = new KernelMemory(createKernelMemory(false));
  private readonly layers = new LayerKeeper(this.memory);

  constructor(private readonly module: WebAssembly.Module) {}

  print(plan: RenderPlan, from: number, to: number): Uint8Array {
    return this.render(plan, from, to, false).paper;
  }

  draw(plan: RenderPlan, from: number, to: number): Uint8ClampedArray<ArrayBuffer> {
    const { canvas } = this.render(plan, from, to, true);
    return new Uint8ClampedArray(canvas.buffer as ArrayBuffer, canvas.byteOffset, canvas.length);
  }

  /** @param onCanvas where rows go; the paper then stays as it is and may be kept in the memory */
  private render(plan: RenderPlan, from: number, to: number, onCanvas: boolean) {
    const { memory, module } = this;
    const { width, height } = plan.print.frame;
    memory.reset();
    memory.keep(plan, onCanvas ? null : plan.tone.paper.data);
    const layers = onCanvas ? this.layers.take(plan, from, to) : null;
    const size = workspaceBytes(plan);
    const room = size + (onCanvas ? 4 * width * height : 0);
    const moved = memory.share(plan, room);
    const given = memory.allocate(room);
    const workspace = { start: given.byteOffset, size };
    const canvas = given.subarray(size);
    createRows(moved, { module, memory: memory.memory, workspace, ...(onCanvas && { canvas }), layers })(from, to);
    if (layers) this.layers.wrote(layers);
    return { paper: moved.tone.paper.data, canvas };
  }
}
