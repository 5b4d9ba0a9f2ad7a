import { readFileSync } from 'node:fs';
import type { KernelSeat } from '../core/render/wasm/wasm-rows.js';

/** Where each thread that renders finds its place at the kernel. */
export interface KernelSeats {
  readonly memory: WebAssembly.Memory;
  /** Address of the first workspace; the others follow without gaps. */
  readonly start: number;
  readonly size: number;
}

let compiled: WebAssembly.Module | null | undefined;

/** A thread's place; null where this machine cannot run the WASM kernel, and TypeScript does its work. */
export function seatAt({ memory, start, size }: KernelSeats, seat: number): KernelSeat | null {
  compiled ??= compile();
  return compiled && { module: compiled, memory, workspace: { start: start + seat * size, size } };
}

/** Equal bytes are compiled once in a process, whichever thread does it. */
function compile(): WebAssembly.Module | null {
  const bytes = readFileSync(new URL('../kernel/shared.wasm', import.meta.url));
  try {
    return new WebAssembly.Module(bytes);
  } catch {
    return null;
  }
}
