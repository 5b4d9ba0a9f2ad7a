import { createKernelMemory, KernelMemory } from '../../kernel-memory.js';
import type { LightDirection, Plane, Raster } from '../../raster.js';
import type { Band } from '../band.js';
import { blurReach, gaussianTaps } from '../blur.js';
import { changesARow, FIELD } from '../crumpled/linear-fields.js';
import type { Relaxation } from '../crumpled/relax.js';
import { edgesBetween, type Surface } from '../crumpled/surface.js';
import { directionsOf, FIBRE_ROWS, type Fibres } from '../fibres.js';
import { NOISE_MASK, noiseStart, rowsWithin, type Developer } from '../photography/develop.js';
import { lightSights, skySights, tangentOf, type Sight } from '../photography/occlusion.js';
import { columnsOf, rowsAround, type Lighting } from '../photography/shade.js';
import { roughnessStep } from '../roughness.js';
import { halvePlanes } from './halve-planes.js';
import type { PaperKernel } from './paper-kernel.js';
import type { Passes } from './passes.js';
import { WasmBand } from './wasm-band.js';

const { ceil, log2, max } = Math;

type Samples = Float32Array | Float64Array | Int32Array | Uint32Array;

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

  createBand(width: number, rows: number): Band {
    const plane = () => this.allocate(4 * width * rows);
    return new WasmBand(this.memory.memory, { z: plane(), p: plane(), q: plane(), tone: plane() }, width, rows, 0);
  }

  halve(band: Band): Band {
    const { width, rows, top } = halvePlanes(band);
    return new WasmBand(this.memory.memory, planesOf(band), width, rows, top);
  }

  relax(relaxation: Relaxation, rounds: number): void {
    const { position, ends, lengths, hinges, border, held, confinement } = relaxation;
    const at = this.copied('position', position);
    this.kernel.relax(
      at,
      position.length / 3,
      this.copied('ends', ends),
      this.copied('lengths', lengths),
      lengths.length,
      this.copied('hinges', hinges.vertices),
      this.copied('weights', hinges.weights),
      this.copied('steps', hinges.steps),
      hinges.steps.length,
      this.copied('border', border),
      this.copied('held', held),
      border.length,
      1 - confinement,
      rounds,
    );
    position.set(new Float64Array(this.memory.memory.buffer, at, position.length));
  }

  prepareSlopes(band: Band, surfaces: readonly Surface[], scale: number): () => void {
    const { p, q } = planesOf(band);
    const { slopeFields, sumSlopes } = this.kernel;
    return this.prepareFields(
      band,
      surfaces,
      scale,
      ({ corners, slopes }, count, fields) =>
        slopeFields(this.placed(corners), this.placed(slopes), count, scale, fields),
      (changes, bytes, row) => sumSlopes(changes, bytes, band.width, p + row, q + row),
    );
  }

  prepareHeights(band: Band, surfaces: readonly Surface[], scale: number): () => void {
    const { z } = planesOf(band);
    const { heightFields, sumHeights } = this.kernel;
    return this.prepareFields(
      band,
      surfaces,
      scale,
      ({ corners }, count, fields) => heightFields(this.placed(corners), count, scale, fields),
      (changes, bytes, row) => sumHeights(changes, bytes, band.width, z + row),
    );
  }

  addRoughness(band: Band, seed: number, deviation: number): void {
    const { p, q } = planesOf(band);
    this.kernel.addRoughness(p, q, band.width, band.rows, band.top, seed, roughnessStep(deviation));
  }

  prepareFibres(band: Band, { seed, spacing, length, bend, spread, slope, tone }: Fibres): () => void {
    const { p, q, tone: stain } = planesOf(band);
    const { width, rows } = band;
    const directions = this.placed(directionsOf(spread));
    const look = [spacing, ...length, bend, slope, ...tone] as const;
    const stains = tone[0] !== 0 || tone[1] !== 0;
    // A row more at either border, for fibres stain four pixels at a time.
    const drawn = FIBRE_ROWS + 2;
    const bytes = 4 * width;
    const pairs = this.allocate(drawn * bytes);
    const tones = stains ? this.allocate(drawn * bytes) : 0;
    let top = NaN;
    return () => {
      const first = band.top - top;
      if (!(first >= 1 && first + rows <= FIBRE_ROWS + 1)) {
        top = band.top - 1;
        this.clear(pairs, drawn * bytes);
        if (stains) this.clear(tones, drawn * bytes);
        this.kernel.drawFibres(pairs, tones, width, drawn, top, seed, ...look, directions);
      }
      const from = (band.top - top) * bytes;
      this.kernel.addPairs(pairs + from, p, q, rows * width);
      if (stains) this.kernel.addPlane(tones + from, stain, rows * width);
    };
  }

  prepareBlur(band: Band, plane: 'z' | 'p' | 'q', deviation: number): () => void {
    const at = planesOf(band)[plane];
    const { width, rows } = band;
    const reach = blurReach(deviation);
    const taps = this.placed(gaussianTaps(deviation));
    const buffer = this.allocate(4 * width * (rows + 2 * reach));
    const padded = this.allocate(4 * (width + 2 * (reach + 4)));
    return () => this.kernel.blur(at, buffer, width, rows, taps, reach, padded);
  }

  stretch(plane: Plane, width: number, factor: number): Plane {
    const { width: samples, height, data } = plane;
    const { left, across } = columnsOf(samples, width);
    const columns = this.allocate(8 * width);
    new Int32Array(this.memory.memory.buffer, columns, width).set(left.map((sample) => 4 * sample));
    new Float32Array(this.memory.memory.buffer, columns + 4 * width, width).set(across);
    const source = this.placed(data);
    const target = this.allocate(4 * width * height);
    this.kernel.stretch(source, samples, height, target, width, columns, factor);
    const result = new Float32Array(this.memory.memory.buffer, target, width * height);
    this.places.set(result, target);
    return { width, height, data: result };
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

  develop(band: Band, developer: Developer, image: Raster): void {
    const { z, tone } = planesOf(band);
    const { width, top } = band;
    const bytes = 3 * width;
    const target = this.room('codes', bytes * band.rows);
    const [codes, noise] = [this.placed(developer.codes), this.noiseOf(developer)];
    const { first, end } = rowsWithin(band, image);
    if (first >= end) return;
    for (let row = first; row < end; row++) {
      const from = 4 * row * width;
      const start = noise + 4 * noiseStart(developer, top + row);
      const to = target + (row - first) * bytes;
      this.kernel.develop(z + from, tone + from, start, width, codes, ...developer.toneColour, to);
    }
    const drawn = new Uint8Array(this.memory.memory.buffer, target, (end - first) * bytes);
    image.data.set(drawn, (top + first) * bytes);
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

  private prepareFields(
    band: Band,
    surfaces: readonly Surface[],
    scale: number,
    writeFields: (surface: Surface, count: number, fields: number) => void,
    sum: (changes: number, bytes: number, row: number) => void,
  ): () => void {
    const { width, rows } = band;
    const fields = surfaces.map((surface) => {
      const count = surface.corners.length / 9;
      // The field of no triangle first, zeros.
      const at = this.allocate(4 * FIELD * (1 + count)) + 4 * FIELD;
      writeFields(surface, count, at);
      return at;
    });
    const places = surfaces.map(({ edges, sides }) => [this.placed(edges), this.placed(sides)] as const);
    const bytes = 4 * changesARow(width);
    const changes = this.room('changes', bytes * rows);
    return () => {
      const { top } = band;
      surfaces.forEach((surface, k) => {
        const { from, to } = edgesBetween(surface, top / scale, (top + rows + 1) / scale);
        this.kernel.gather(...places[k]!, from, to, fields[k]!, scale, width, rows, top, changes, bytes);
      });
      for (let row = 0; row < rows; row++) sum(changes + row * bytes, bytes, 4 * row * width);
    };
  }

  private noiseOf(developer: Developer): number {
    const { noise } = developer;
    const place = this.places.get(developer);
    if (place !== undefined) return place;
    const prolonged = new Float32Array(noise.length + NOISE_BEYOND);
    prolonged.set(noise);
    prolonged.set(noise.subarray(0, NOISE_BEYOND), noise.length);
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

  /** Address of a copy that lasts until another is made by this name. */
  private copied(name: string, array: Samples): number {
    const at = this.room(name, array.byteLength);
    new Uint8Array(this.memory.memory.buffer, at, array.byteLength).set(
      new Uint8Array(array.buffer, array.byteOffset, array.byteLength),
    );
    return at;
  }

  private allocate(bytes: number): number {
    return this.memory.allocate(bytes).byteOffset;
  }

  private clear(at: number, bytes: number): void {
    new Uint8Array(this.memory.memory.buffer, at, bytes).fill(0);
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
