import type { LightDirection, Plane, Raster } from '../../raster.js';
import type { Size } from '../../size.js';
import type { Band } from '../band.js';
import { blurReach, gaussianTaps } from '../blur.js';
import type { Relaxation } from '../crumpled/relax.js';
import type { Surface } from '../crumpled/surface.js';
import { directionsOf, FIBRE_ROWS, type Fibres } from '../fibres.js';
import type { CreasedRow } from '../folded/creased-row.js';
import { noiseStart, rowsWithin, type Developer } from '../photography/develop.js';
import { lightSights, skySights, tangentOf, type Sight } from '../photography/occlusion.js';
import { columnsOf, rowsAround, type Lighting } from '../photography/shade.js';
import { roughnessStep } from '../roughness.js';
import { halvePlanes } from './halve-planes.js';
import { KernelArrays } from './kernel-arrays.js';
import type { PaperKernel } from './paper-kernel.js';
import type { Passes } from './passes.js';
import { WasmBand } from './wasm-band.js';
import { WasmCreasedRow } from './wasm-creased-row.js';
import { prepareHeightsInKernel, prepareSlopesInKernel } from './wasm-fields.js';
import { convolveInKernel, levelInKernel, reduceInKernel } from './wasm-planes.js';
import { relaxInKernel } from './wasm-relax.js';

/** Floats of noise beyond its period, so that no row has to begin it anew. */
const NOISE_BEYOND = 8192 + 16;

/** The passes in a memory of their own, which lasts as long as they are used. */
export class WasmPasses implements Passes {
  private readonly arrays = new KernelArrays();
  private readonly kernel: PaperKernel;

  constructor(module: WebAssembly.Module) {
    const { memory } = this.arrays;
    this.kernel = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as PaperKernel;
    this.arrays.allocate(this.kernel.ownBytes());
  }

  createBand(width: number, rows: number): Band {
    const plane = () => this.arrays.allocate(4 * width * rows);
    return new WasmBand(this.arrays.memory, { z: plane(), p: plane(), q: plane(), tone: plane() }, width, rows, 0);
  }

  halve(band: Band): Band {
    const { width, rows, top } = halvePlanes(band);
    return new WasmBand(this.arrays.memory, planesOf(band), width, rows, top);
  }

  relax(relaxation: Relaxation, rounds: number): void {
    relaxInKernel(this.kernel, this.arrays, relaxation, rounds);
  }

  prepareSlopes(band: Band, surfaces: readonly Surface[], scale: number): () => void {
    return prepareSlopesInKernel(this.kernel, this.arrays, band, planesOf(band), surfaces, scale);
  }

  prepareHeights(band: Band, surfaces: readonly Surface[], scale: number): () => void {
    return prepareHeightsInKernel(this.kernel, this.arrays, band, planesOf(band), surfaces, scale);
  }

  createCreasedRow(width: number, widthsPerUnit: number): CreasedRow {
    return new WasmCreasedRow(this.kernel, this.arrays, width, widthsPerUnit);
  }

  addRoughness(band: Band, seed: number, deviation: number): void {
    const { p, q } = planesOf(band);
    this.kernel.addRoughness(p, q, band.width, band.rows, band.top, seed, roughnessStep(deviation));
  }

  prepareFibres(band: Band, { seed, spacing, length, bend, spread, slope, tone }: Fibres): () => void {
    const { p, q, tone: stain } = planesOf(band);
    const { width, rows } = band;
    const directions = this.arrays.copyOf(directionsOf(spread));
    const look = [spacing, ...length, bend, slope, ...tone] as const;
    const stains = tone[0] !== 0 || tone[1] !== 0;
    // A row more at either border, for fibres stain four pixels at a time.
    const drawn = FIBRE_ROWS + 2;
    const bytes = 4 * width;
    const pairs = this.arrays.allocate(drawn * bytes);
    const tones = stains ? this.arrays.allocate(drawn * bytes) : 0;
    let top = NaN;
    return () => {
      const first = band.top - top;
      if (!(first >= 1 && first + rows <= FIBRE_ROWS + 1)) {
        top = band.top - 1;
        this.arrays.clear(pairs, drawn * bytes);
        if (stains) this.arrays.clear(tones, drawn * bytes);
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
    const taps = this.arrays.copyOf(gaussianTaps(deviation));
    const buffer = this.arrays.allocate(4 * width * (rows + 2 * reach));
    const padded = this.arrays.allocate(4 * (width + 2 * (reach + 4)));
    return () => this.kernel.blur(at, buffer, width, rows, taps, reach, padded);
  }

  level(plane: Plane, factor: number): void {
    levelInKernel(this.kernel, this.arrays, plane, factor);
  }

  reduce(plane: Plane, size: Size): Plane {
    return reduceInKernel(this.kernel, this.arrays, plane, size);
  }

  convolve(plane: Plane, side: Float32Array): Plane {
    return convolveInKernel(this.kernel, this.arrays, plane, side);
  }

  stretch(plane: Plane, width: number, factor: number): Plane {
    const { width: samples, height, data } = plane;
    const { left, across } = columnsOf(samples, width);
    const columns = this.arrays.allocate(8 * width);
    new Int32Array(this.arrays.buffer, columns, width).set(left.map((sample) => 4 * sample));
    this.arrays.floats(columns + 4 * width, width).set(across);
    const source = this.arrays.copyOf(data);
    const target = this.arrays.allocate(4 * width * height);
    this.kernel.stretch(source, samples, height, target, width, columns, factor);
    const result = this.arrays.floats(target, width * height);
    this.arrays.note(result);
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
    const [lit, open] = [this.arrays.copyOf(main.data), this.arrays.copyOf(ambient.data)];
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
    const target = this.arrays.room('codes', bytes * band.rows);
    const [codes, noise] = [
      this.arrays.copyOf(developer.codes),
      this.arrays.placed(developer, () => prolonged(developer.noise)),
    ];
    const { first, end } = rowsWithin(band, image);
    if (first >= end) return;
    for (let row = first; row < end; row++) {
      const from = 4 * row * width;
      const start = noise + 4 * noiseStart(developer, top + row);
      const to = target + (row - first) * bytes;
      this.kernel.develop(z + from, tone + from, start, width, codes, ...developer.toneColour, to);
    }
    const drawn = new Uint8Array(this.arrays.buffer, target, (end - first) * bytes);
    image.data.set(drawn, (top + first) * bytes);
  }

  private visibility(
    { width, height: rows, data }: Plane,
    directions: readonly (readonly Sight[])[],
    add: (horizon: number, count: number, result: number) => void,
  ): Plane {
    const heights = this.arrays.copyOf(data);
    const [horizon, result] = [
      this.arrays.room('horizon', data.byteLength),
      this.arrays.room('visibility', data.byteLength),
    ];
    const view = (at: number) => this.arrays.floats(at, data.length);
    view(result).fill(0);
    for (const sights of directions) {
      view(horizon).fill(0);
      for (const { dx, dy, perLength } of sights)
        this.kernel.raiseHorizon(heights, width, rows, dx, dy, perLength, horizon);
      add(horizon, data.length, result);
    }
    return { width, height: rows, data: view(result).slice() };
  }
}

/** The noise and its beginning again, so that no row has to begin it anew. */
function prolonged(noise: Float32Array): Float32Array {
  const result = new Float32Array(noise.length + NOISE_BEYOND);
  result.set(noise);
  result.set(noise.subarray(0, NOISE_BEYOND), noise.length);
  return result;
}

function planesOf(band: Band) {
  if (!(band instanceof WasmBand)) throw new TypeError('The band lies outside the kernel’s memory');
  return band.planes;
}
