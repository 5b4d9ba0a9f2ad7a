import { createKernelMemory } from '../core/kernel-memory.js';
import { collectYoungGarbage } from './garbage.js';

/**
 * Memories of the WASM kernel that wait for the next rendering, whichever thread leads it: fresh memory costs more to touch
 * for the first time than is done in it, and what is dropped stays until every thread has collected its garbage.
 */
export class KernelMemories {
  private readonly idle: WebAssembly.Memory[] = [];

  /** @param retainedBytes kept idle at most */
  constructor(private readonly retainedBytes: number) {}

  /** The largest that is idle, or a new one. @throws RangeError when the system cannot promise the addresses */
  take(): WebAssembly.Memory {
    return this.idle.pop() ?? createKernelMemory(true);
  }

  /** Takes one back that no thread works in any more. */
  giveBack(memory: WebAssembly.Memory): void {
    this.idle.push(memory);
    this.idle.sort((a, b) => a.buffer.byteLength - b.buffer.byteLength);
    const sum = () => this.idle.reduce((bytes, { buffer }) => bytes + buffer.byteLength, 0);
    if (sum() <= this.retainedBytes) return;
    while (sum() > this.retainedBytes) this.idle.pop();
    collectYoungGarbage();
  }
}
