import { readFileSync } from 'node:fs';
import type { KernelSeat } from '../core/render/wasm/wasm-rows.js';

/** Where each thread that renders finds its place at the kernel. */
export interface KernelSeats {
  readonly memory: WebAssembly.Memory;
  /** Address of the first workspace; the others follow without gaps. */
  readonly start: number;
  readonly size: number;
}

const compiled = new Map<string, WebAssembly.Module | null>();

/** A thread's place; null where this machine cannot run the WASM kernel, and TypeScript does its work. */
export function seatAt({ memory, start, size }: KernelSeats, seat: number): KernelSeat | null {
  const module = moduleOf('shared');
  return module && { module, memory, workspace: { start: start + seat * size, size } };
}

/** The kernel of generated papers; null where this machine cannot run it, and TypeScript does its work. */
export function paperKernel(): WebAssembly.Module | null {
  return moduleOf('papers');
}

/** The kernel of the analysis; null as above. */
export function analysisKernel(): WebAssembly.Module | null {
  return moduleOf('analysis');
}

function moduleOf(name: string): WebAssembly.Module | null {
  const known = compiled.get(name);
  if (known !== undefined) return known;
  const module = compile(name);
  compiled.set(name, module);
  return module;
}

/** Equal bytes are compiled once in a process, whichever thread does it. */
function compile(name: string): WebAssembly.Module | null {
  const bytes = readFileSync(new URL(`../kernel/${name}.wasm`, import.meta.url));
  try {
    return new WebAssembly.Module(bytes);
  } catch {
    return null;
  }
}
