import { createKernelMemory, KernelMemory } from '../../kernel-memory.js';
import type { AnalysisKernel } from './analysis-kernel.js';

type Numbers = Float32Array | Float64Array | Int32Array | Uint32Array;

/** Floats beyond powers of two: planes have such sides as a rule, and some samples after them. */
const SLACK = 64;

interface Room {
  readonly address: number;
  readonly capacity: number;
}

/** The kernel and a memory of its own, which lasts as long as it is used. */
export class KernelSpace {
  readonly kernel: AnalysisKernel;
  private readonly memory = new KernelMemory(createKernelMemory(false));
  private readonly rooms = new Map<string, Room>();

  constructor(module: WebAssembly.Module) {
    const { memory } = this.memory;
    this.kernel = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as AnalysisKernel;
    this.memory.allocate(this.kernel.ownBytes());
  }

  /** Address of so many 32-bit floats, zeros at first. */
  floats(count: number): number {
    return this.memory.allocate(4 * count).byteOffset;
  }

  /** Address of room for so many floats to work in: as a rule the same each time, so what is needed together has names of its own. */
  room(name: string, count: number): number {
    const known = this.rooms.get(name);
    if (known && known.capacity >= count) return known.address;
    const capacity = SLACK + 2 ** Math.ceil(Math.log2(Math.max(SLACK, count - SLACK)));
    const address = this.floats(capacity);
    this.rooms.set(name, { address, capacity });
    return address;
  }

  /** Until more is allocated. */
  view(address: number, count: number): Float32Array {
    return new Float32Array(this.memory.memory.buffer, address, count);
  }

  /** Copies numbers to a room, followed by zeros for four more; whole numbers stay such. */
  write(name: string, values: Numbers): number {
    const address = this.room(name, values.length + 4);
    const whole = values instanceof Int32Array || values instanceof Uint32Array;
    const { buffer } = this.memory.memory;
    const count = values.length + 4;
    const target = whole ? new Int32Array(buffer, address, count) : new Float32Array(buffer, address, count);
    target.set(values);
    target.fill(0, values.length);
    return address;
  }

  /** Copies bytes to a room. */
  writeBytes(name: string, values: Uint8Array): number {
    const address = this.room(name, Math.ceil(values.length / 4));
    new Uint8Array(this.memory.memory.buffer, address, values.length).set(values);
    return address;
  }
}
