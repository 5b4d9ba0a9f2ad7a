import { createKernelMemory, KernelMemory } from '../../kernel-memory.js';
import type { LightDirection, Plane, Raster } from '../../raster.js';
import type { Band } from '../band.js';
import { gaussianTaps } from '../blur.js';
import { changesARow, STRIP_ROWS } from '../crumpled/linear-fields.js';
import { trianglesBetween, type Surface } from '../crumpled/surface.js';
import { directionsOf, type Fibres } from '../fibres.js';
import { NOISE_MASK, noiseStart, type Developer } from '../photography/develop.js';
import { lightSights, skySights, tangentOf, type Sight } from '../photography/occlusion.js';
import { rowsAround, type Lighting } from '../photography/shade.js';
import { roughnessStep } from '../roughness.js';
import { halvePlanes } from './halve-planes.js';
import type { PaperKernel } from './paper-kernel.js';
import type { Passes } from './passes.js';
import { WasmBand } from './wasm-band.js';

const { ceil, log2, max, min } = Math;

type Samples = Float32Array | Float64Array | Uint32Array;

/** Floats of noise beyond its period, so that no row has to begin it anew. */
const NOISE_BEYOND = 8192 + 16;

/** The passes in a memory of their own, which lasts as long as they are used. */
export class WasmPasses implements Passes {
  private readonly memory = new KernelMemory(createKernelMemory(false));
  private readonly kernel: PaperKernel;
  private readonly places = new WeakMap<object, number>();
  private readonly rooms = new Map<string, number>();

  constructor(module: WebAssembly.Module) {
    const { memory } = this.memory;
    this.kernel = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as PaperKernel;
    this.memory.allocate(this.kernel.ownBytes());
  }

  createBand(width: number, rows: number, top: number): Band {
    const plane = () => this.memory.allocate(4 * width * rows).byteOffset;
    const planes = { z: plane(), p: plane(), q: plane(), tone: plane(), spare: plane() };
    return new WasmBand(this.memory.memory, planes, width, rows, top);
  }

  halve(band: Band): Band {
    const { width, rows, top } = halvePlanes(band);
    return new WasmBand(this.memory.memory, planesOf(band), width, rows, top);
  }

  drawNearest(surface: Surface, scale: number, band: Band): void {
    const { width, rows, top } = band;
    const { z, p, q } = planesOf(band);
    this.kernel.drawNearest(...this.triangles(surface, scale, top, rows), width, rows, top, z, p, q);
  }

  addSlopes(surfaces: readonly Surface[], scale: number, band: Band): void {
    const { p, q } = planesOf(band);
    const { gatherSlopes, sumSlopes } = this.kernel;
    this.addFields(gatherSlopes, surfaces, scale, band, (changes, bytes, row) =>
      sumSlopes(changes, bytes, band.width, p + row, q + row),
    );
  }

  addHeights(surfaces: readonly Surface[], scale: number, band: Band): void {
    const { z } = planesOf(band);
    const { gatherHeights, sumHeights } = this.kernel;
    this.addFields(gatherHeights, surfaces, scale, band, (changes, bytes, row) =>
      sumHeights(changes, bytes, band.width, z + row, scale),
    );
  }

  addRoughness(band: Band, seed: number, deviation: number): void {
    const { p, q } = planesOf(band);
    this.kernel.addRoughness(p, q, band.width, band.rows, band.top, seed, roughnessStep(deviation));
  }

  addFibres(band: Band, { seed, spacing, length, bend, spread, slope, tone }: Fibres): void {
    const { p, q, tone: stain } = planesOf(band);
    const directions = this.placed(directionsOf(spread));
    const { width, rows, top } = band;
    const look = [spacing, ...length, bend, slope, ...tone] as const;
    this.kernel.addFibres(p, q, stain, width, rows, top, seed, ...look, directions);
  }

  blur(band: Band, plane: 'z' | 'p' | 'q', deviation: number): void {
    const planes = planesOf(band);
    const { width, rows } = band;
    const taps = gaussianTaps(deviation);
    const padded = this.room('padded', 4 * (width + 2 * taps.length + 8));
    const at = this.room('taps', 4 * 64);
    new Float32Array(this.memory.memory.buffer, at, taps.length).set(taps);
    this.kernel.blur(planes[plane], planes.spare, width, rows, at, taps.length - 1, padded);
    [planes[plane], planes.spare] = [planes.spare, planes[plane]];
  }

  skyVisibility(height: Plane, reach: number): Plane {
    const sights = skySights(reach);
    return this.visibility(height, sights, (horizon, count, result) =>
      this.kernel.addSky(horizon, count, 1 / sights.length, result),
    );
  }

  lightVisibility(height: Plane, light: LightDirection, reach: number, breadth: number): Plane {
    const sights = lightSights(light, reach);
    return this.visibility(height, sights, (horizon, count, result) =>
      this.kernel.addLight(horizon, count, tangentOf(light), breadth, 1 / sights.length, result),
    );
  }

  shade(band: Band, { main, ambient, toLightX, toLightY, cotangent }: Lighting, pictureHeight: number): void {
    const { z, p, q } = planesOf(band);
    const bytes = 4 * band.width;
    const [lit, open] = [this.placed(main.data), this.placed(ambient.data)];
    for (let row = 0; row < band.rows; row++) {
      const { upper, down } = rowsAround(main, band.top + row, pictureHeight);
      const [at, from] = [row * bytes, upper * bytes];
      const light = [lit + from, open + from, bytes, down, toLightX, toLightY, cotangent] as const;
      this.kernel.shadeRow(p + at, q + at, z + at, band.width, ...light);
    }
  }

  develop(band: Band, developer: Developer, skip: number, rows: number, image: Raster): void {
    const { z, tone } = planesOf(band);
    const { width, top } = band;
    const bytes = 3 * width;
    const target = this.room('codes', bytes * band.rows);
    const [codes, noise] = [this.placed(developer.codes), this.noiseOf(developer)];
    for (let row = 0; row < rows; row++) {
      const from = 4 * (skip + row) * width;
      const start = noise + 4 * noiseStart(developer, top + skip + row);
      const to = target + row * bytes;
      this.kernel.develop(z + from, tone + from, start, width, codes, ...developer.toneColour, to);
    }
    const drawn = new Uint8Array(this.memory.memory.buffer, target, rows * bytes);
    image.data.set(drawn, (top + skip) * bytes);
  }

  private visibility(
    { width, height: rows, data }: Plane,
    directions: readonly (readonly Sight[])[],
    add: (horizon: number, count: number, result: number) => void,
  ): Plane {
    const heights = this.placed(data);
    const [horizon, result] = [this.room('horizon', data.byteLength), this.room('visibility', data.byteLength)];
    const view = (at: number) => new Float32Array(this.memory.memory.buffer, at, data.length);
    view(result).fill(0);
    for (const sights of directions) {
      view(horizon).fill(0);
      for (const { dx, dy, perLength } of sights)
        this.kernel.raiseHorizon(heights, width, rows, dx, dy, perLength, horizon);
      add(horizon, data.length, result);
    }
    return { width, height: rows, data: view(result).slice() };
  }

  private addFields(
    gather: PaperKernel['gatherSlopes'],
    surfaces: readonly Surface[],
    scale: number,
    { width, rows, top }: Band,
    sum: (changes: number, bytes: number, row: number) => void,
  ): void {
    const bytes = 4 * changesARow(width);
    const changes = this.room('changes', bytes * STRIP_ROWS);
    for (let row = 0; row < rows; row += STRIP_ROWS) {
      const count = min(STRIP_ROWS, rows - row);
      for (const surface of surfaces) {
        const triangles = this.triangles(surface, scale, top + row, count);
        gather(...triangles, width, count, top + row, changes, bytes);
      }
      for (let k = 0; k < count; k++) sum(changes + k * bytes, bytes, 4 * (row + k) * width);
    }
  }

  /** Addresses of a surface's triangles, which of them may reach into some rows, and the scale. */
  private triangles(surface: Surface, scale: number, top: number, rows: number) {
    const { from, to } = trianglesBetween(surface, top / scale, (top + rows + 1) / scale);
    return [this.placed(surface.corners), this.placed(surface.slopes), from, to, scale] as const;
  }

  private noiseOf(developer: Developer): number {
    const { noise } = developer;
    const place = this.places.get(developer);
    if (place !== undefined) return place;
    const prolonged = Float32Array.from({ length: noise.length + NOISE_BEYOND }, (_, i) => noise[i & NOISE_MASK]!);
    const at = this.placed(prolonged);
    this.places.set(developer, at);
    return at;
  }

  /** Address of a copy of an array that does not change. */
  private placed(array: Samples): number {
    const place = this.places.get(array);
    if (place !== undefined) return place;
    const bytes = this.memory.allocate(array.byteLength);
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
    this.places.set(array, bytes.byteOffset);
    return bytes.byteOffset;
  }

  /** Address of room to work in, zeros at first. */
  private room(name: string, bytes: number): number {
    const size = max(64, 2 ** ceil(log2(bytes)));
    const key = `${name} ${size}`;
    const place = this.rooms.get(key) ?? this.memory.allocate(size).byteOffset;
    this.rooms.set(key, place);
    return place;
  }
}

function planesOf(band: Band) {
  if (!(band instanceof WasmBand)) throw new TypeError('The band lies outside the kernel’s memory');
  return band.planes;
}
