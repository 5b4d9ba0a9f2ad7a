import { createKernelMemory, KernelMemory } from '../../kernel-memory.js';

const { ceil, log2, max } = Math;

/** A paper has many arrays; what is grown into and not used takes no memory. */
const GROWTH = 16 * 2 ** 20;

type Samples = Float32Array | Float64Array | Int32Array | Uint32Array;

/** Arrays in the memory of a kernel of one thread's own, told by their addresses; they last as long as it does. */
export class KernelArrays {
  private readonly kernelMemory = new KernelMemory(createKernelMemory(false), GROWTH);
  private readonly places = new WeakMap<object, number>();
  private readonly rooms = new Map<string, number>();

  get memory(): WebAssembly.Memory {
    return this.kernelMemory.memory;
  }

  get buffer(): ArrayBufferLike {
    return this.memory.buffer;
  }

  /** Zeros. */
  allocate(bytes: number): number {
    return this.kernelMemory.allocate(bytes).byteOffset;
  }

  floats(at: number, length: number): Float32Array {
    return new Float32Array(this.buffer, at, length);
  }

  clear(at: number, bytes: number): void {
    new Uint8Array(this.buffer, at, bytes).fill(0);
  }

  /** Of a copy of what does not change; `make` makes it the first time. */
  placed(subject: object, make: () => Samples): number {
    const place = this.places.get(subject);
    if (place !== undefined) return place;
    const array = make();
    const at = this.allocate(array.byteLength);
    this.write(at, array);
    this.places.set(subject, at);
    return at;
  }

  /** Of a copy of an array that does not change. */
  copyOf(array: Samples): number {
    return this.placed(array, () => array);
  }

  /** Notes that an array lies in this memory. */
  note(array: Samples): void {
    this.places.set(array, array.byteOffset);
  }

  /** Of a copy that lasts until another is made by this name. */
  written(name: string, array: Samples): number {
    const at = this.room(name, array.byteLength);
    this.write(at, array);
    return at;
  }

  /** Of room to work in, zeros at first. */
  room(name: string, bytes: number): number {
    const size = max(64, 2 ** ceil(log2(bytes)));
    const key = `${name} ${size}`;
    const place = this.rooms.get(key) ?? this.allocate(size);
    this.rooms.set(key, place);
    return place;
  }

  private write(at: number, { buffer, byteOffset, byteLength }: Samples): void {
    new Uint8Array(this.buffer, at, byteLength).set(new Uint8Array(buffer, byteOffset, byteLength));
  }
}
