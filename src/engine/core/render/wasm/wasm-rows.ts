import { keepLatest } from '../../keep-latest.js';
import type { RowsRenderer } from '../print-rows.js';
import { bilinearKernels, scaleAdaptiveKernels } from '../sampling-kernels.js';
import type { RenderPlan } from '../render.js';
import { layOut } from './lay-out.js';
import type { Layers } from './layers.js';
import { Workspace } from './workspace.js';

/** What `src/engine/kernel` exports. */
interface KernelExports {
  renderRows(plan: number, from: number, to: number): void;
}

/** A thread's place at the kernel: the compiled module, the memory that all arrays of the plan lie in, and a part of it to work in. */
export interface KernelSeat {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  /** Address and size of the thread's own part; see `workspaceBytes`. */
  readonly workspace: { readonly start: number; readonly size: number };
  /** In the same memory, of the frame's size, four bytes a pixel: where rows go that are not to stay on the paper. */
  readonly canvas?: Uint8Array;
  /** In the same memory; see {@link Layers}. */
  readonly layers?: Layers | null;
}

export function createWasmRows(
  plan: RenderPlan,
  { module, memory, workspace, canvas, layers }: KernelSeat,
): RowsRenderer {
  const kernel = kernelOf(module, memory);
  const kernels = plan.tone.blend === 'ink' ? scaleAdaptiveKernels() : bilinearKernels();
  const room = new Workspace(memory, workspace.start, workspace.size);
  const address = layOut(plan, kernels, room, canvas ?? null, layers ?? null);
  return (from, to) => kernel.renderRows(address, from, to);
}

/** The last by memory, which works for one picture after another. */
const instances = keepLatest<KernelExports>();

function kernelOf(module: WebAssembly.Module, memory: WebAssembly.Memory): KernelExports {
  const make = () => new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as KernelExports;
  return instances(memory, '', make);
}
