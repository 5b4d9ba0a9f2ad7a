/** A field of a record: a whole number or address by itself, or a float. */
export type Field = number | { readonly single: number } | { readonly double: number };

export const single = (value: number): Field => ({ single: value });
export const double = (value: number): Field => ({ double: value });

const ALIGNMENT = 16;
/** SIMD writes a little beyond the end of a row. */
const PADDING = 64;

/** One thread's part of the kernel's memory: records, tables and rows to work in, one after another. */
export class Workspace {
  private used: number;
  private readonly end: number;

  /** @param start a multiple of 16 */
  constructor(
    private readonly memory: WebAssembly.Memory,
    start: number,
    size: number,
  ) {
    this.used = start;
    this.end = start + size;
  }

  /** Address of a copy of an array. */
  put(array: Uint8Array | Int16Array | Int32Array | Float32Array | Float64Array): number {
    const address = this.take(array.byteLength);
    const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
    new Uint8Array(this.memory.buffer, address, bytes.length).set(bytes);
    return address;
  }

  /** A row of zeros. */
  row(length: number): Float32Array {
    const address = this.take(length * 4);
    return new Float32Array(this.memory.buffer, address, length).fill(0);
  }

  /** Address of a record, its fields laid out as AssemblyScript lays out a class. */
  record(fields: readonly Field[]): number {
    const address = this.take(fields.length * 8);
    const view = new DataView(this.memory.buffer);
    let at = address;
    for (const field of fields) {
      if (typeof field === 'number') view.setInt32(at, field, true);
      else if ('single' in field) view.setFloat32(at, field.single, true);
      else {
        at = Math.ceil(at / 8) * 8;
        view.setFloat64(at, field.double, true);
        at += 4;
      }
      at += 4;
    }
    return address;
  }

  private take(bytes: number): number {
    const address = this.used;
    this.used = Math.ceil((address + bytes + PADDING) / ALIGNMENT) * ALIGNMENT;
    if (this.used > this.end) throw new RangeError('the workspace is too small for its plan');
    return address;
  }
}
