import type { Band } from '../band.js';

/** Addresses of planes. */
export interface BandPlanes {
  z: number;
  p: number;
  q: number;
  tone: number;
}

/** A band in the kernel's memory. Its planes are looked up each time, for memory that grows moves. */
export class WasmBand implements Band {
  constructor(
    private readonly memory: WebAssembly.Memory,
    readonly planes: BandPlanes,
    readonly width: number,
    readonly rows: number,
    public top: number,
  ) {}

  get z(): Float32Array {
    return this.at(this.planes.z);
  }

  get p(): Float32Array {
    return this.at(this.planes.p);
  }

  get q(): Float32Array {
    return this.at(this.planes.q);
  }

  get tone(): Float32Array {
    return this.at(this.planes.tone);
  }

  private at(address: number): Float32Array {
    return new Float32Array(this.memory.buffer, address, this.width * this.rows);
  }
}
