import type { BlockPrinter } from '../block-printer.js';
import { bilinearKernels, scaleAdaptiveKernels } from '../sampling-kernels.js';
import type { RenderPlan } from '../render.js';
import { layOut } from './lay-out.js';
import { Workspace } from './workspace.js';

/** What `src/engine/kernel` exports. */
interface KernelExports {
  displace(plan: number, y: number, from: number, to: number, targetX: number, targetY: number): void;
  printInside(plan: number, y: number, from: number, to: number): void;
  printBorder(plan: number, y: number, from: number, to: number): void;
  printOutside(plan: number, y: number, from: number, to: number): void;
}

/** A thread's place at the kernel: the compiled module, the memory that all arrays of the plan lie in, and a part of it to work in. */
export interface KernelSeat {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  /** Address and size of the thread's own part; see `workspaceBytes`. */
  readonly workspace: { readonly start: number; readonly size: number };
}

export function createWasmBlockPrinter(plan: RenderPlan, { module, memory, workspace }: KernelSeat): BlockPrinter {
  const kernel = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as KernelExports;
  const kernels = plan.tone.blend === 'ink' ? scaleAdaptiveKernels() : bilinearKernels();
  const rows = layOut(plan, kernels, new Workspace(memory, workspace.start, workspace.size));
  const address = rows.plan;
  const { shift, warp } = plan.print;
  const changesPaper = plan.tone.blend === 'multiply' || plan.tone.vignette !== null;
  return {
    ...rows,
    displaces: shift.x !== 0 || shift.y !== 0 || warp !== null,
    displace: (y, from, to, target) => {
      const { x, y: down } = rows[target];
      kernel.displace(address, y, from, to, x.byteOffset, down.byteOffset);
    },
    inside: (y, from, to) => kernel.printInside(address, y, from, to),
    border: (y, from, to) => kernel.printBorder(address, y, from, to),
    outside: changesPaper ? (y, from, to) => kernel.printOutside(address, y, from, to) : null,
  };
}
