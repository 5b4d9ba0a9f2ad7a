import type { MappingParameters } from '../presets/index.js';
import type { Point, Raster } from '../raster.js';
import type { Frame } from './frame.js';
import { placeArt } from './placement.js';
import { type Level, reducedLevels } from './pyramid.js';
import { planRender } from './render.js';
import { createRows } from './rows.js';
import type { Sheet } from './sheet.js';
import { createKernelMemory, KernelMemory } from '../kernel-memory.js';
import { workspaceBytes } from './wasm/lay-out.js';

export interface RenderInput {
  readonly art: Raster;
  /** RGB, of the frame's size; the result replaces it. */
  readonly paper: Raster;
  readonly frame: Frame;
  readonly sheet: Sheet;
  readonly parameters: MappingParameters;
  /** The first row to render and the one after the last; all where absent. The others stay as they are. */
  readonly rows?: readonly [number, number];
}

/**
 * Renders one picture after another on the thread that calls it. Art and sheet must not change between two pictures: what is
 * known of them is kept.
 */
export type Renderer = (input: RenderInput) => void;

/** The art and its reduced sizes, filled; see `planLevels`. */
export type LevelsOf = (art: Raster, density: Point) => readonly Level[];

/**
 * A renderer for one thread, in Node or in a browser's worker.
 *
 * @param kernel the kernel compiled for memory that is not shared (`dist/engine/kernel/single.wasm`); null where the machine
 *   has no WASM SIMD: TypeScript then does the same work, some four times slower
 * @param levelsOf where art is rendered again and again, gives its reduced sizes from a cache
 */
export function createRenderer(kernel: WebAssembly.Module | null, levelsOf: LevelsOf = reducedLevels): Renderer {
  const memory = kernel && new KernelMemory(createKernelMemory(false));
  return ({ art, paper, frame, sheet, parameters, rows: [from, to] = [0, frame.height] }) => {
    const placement = placeArt(art, frame, parameters);
    const levels = levelsOf(art, placement.density.greatest);
    const plan = planRender({ placement, levels }, { paper, frame, sheet, parameters });
    if (!kernel || !memory) return createRows(plan)(from, to);
    memory.reset();
    memory.keep(plan, paper.data);
    const size = workspaceBytes(plan);
    const moved = memory.share(plan, size);
    const workspace = { start: memory.allocate(size).byteOffset, size };
    createRows(moved, { module: kernel, memory: memory.memory, workspace })(from, to);
    const [start, end] = [from * 3 * paper.width, to * 3 * paper.width];
    paper.data.set(moved.tone.paper.data.subarray(start, end), start);
  };
}
