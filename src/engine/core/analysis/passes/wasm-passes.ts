import { LINEAR_OF_CODE, luminance } from '../../colour.js';
import { blurring } from '../../filter.js';
import { createPlane, type Plane, type Raster } from '../../raster.js';
import { areaTaps, CATMULL_ROM, countedTaps, cubicTaps, tapsBetween, type AreaTaps } from '../../resample.js';
import type { Size } from '../../size.js';
import { DARK, type Ink } from '../ink.js';
import { linearPictureOf, type LinearPicture } from '../linear-picture.js';
import type { LightVector } from '../reflectance.js';
import { KernelSpace } from './kernel-space.js';
import type { Passes } from './passes.js';
import { createSheetSolver, type SheetSolver } from './sheet-solver.js';
import { wasmArithmetic } from './wasm-arithmetic.js';

/** Samples that a cubic needs beyond the border. */
const MARGIN = 2;

const wholeVectors = (count: number) => Math.ceil(count / 4) * 4;

/** Sizes of sheets for which there is a solver before its memory is given up. */
const MOST_SOLVERS = 4;

const kept = new WeakMap<WebAssembly.Module, WasmPasses>();

/** The kernel's passes, with the memory in which they worked before: papers of one size as a rule follow each other. */
export function wasmPasses(module: WebAssembly.Module): WasmPasses {
  const known = kept.get(module);
  if (known && !known.isCrowded) return known;
  const made = new WasmPasses(module);
  kept.set(module, made);
  return made;
}

class WasmPasses implements Passes {
  private readonly space: KernelSpace;
  private readonly solvers = new Map<string, SheetSolver>();

  constructor(module: WebAssembly.Module) {
    this.space = new KernelSpace(module);
  }

  get isCrowded(): boolean {
    return this.solvers.size > MOST_SOLVERS;
  }

  linear(picture: Raster, size: Size): LinearPicture {
    if (picture.channels !== 3) return linearPictureOf(picture, size);
    const { kernel } = this.space;
    const count = size.width * size.height;
    const codes = this.space.writeBytes('codes', picture.data);
    const lights = this.space.write('lights', LINEAR_OF_CODE);
    const targets = ['red', 'green', 'blue'].map((name) => this.space.room(name, count));
    const taps = this.taps(areaTaps(picture.width, size.width), areaTaps(picture.height, size.height));
    const line = this.space.room('line', 3 * picture.width + 4);
    const sums = this.space.room('sums', 3 * picture.width + 4);
    const [red, green, blue] = targets as [number, number, number];
    kernel.averageCodes(codes, picture.width, red, green, blue, size.width, size.height, ...taps, lights, line, sums);
    return { ...size, red: this.planeAt(red, size), green: this.planeAt(green, size), blue: this.planeAt(blue, size) };
  }

  reduce(plane: Plane, size: Size): Plane {
    if (plane.width === size.width && plane.height === size.height) return plane;
    return this.average(plane, areaTaps(plane.width, size.width), areaTaps(plane.height, size.height));
  }

  reduceBetween(plane: Plane, { width, height }: Size): Plane {
    return this.average(plane, tapsBetween(plane.width, width), tapsBetween(plane.height, height));
  }

  enlarge(plane: Plane, size: Size, cubic = CATMULL_ROM): Plane {
    if (plane.width === size.width && plane.height === size.height) return plane;
    const { kernel } = this.space;
    const { width, height } = plane;
    const [columns, rows] = [cubicTaps(width, size.width, cubic), cubicTaps(height, size.height, cubic)];
    const first = firstOfFour(width, size.width);
    const source = this.space.write('plane', plane.data);
    const across = this.space.room('across', size.width * height + 4);
    const target = this.space.room('enlarged', size.width * size.height + 4);
    const columnTaps = this.space.write('column taps', first);
    const columnWeights = this.space.write('column weights', padded(columns.weights, 16));
    const rowTaps = this.space.write('row taps', rows.samples);
    const rowWeights = this.space.write('row weights', rows.weights);
    const line = this.space.room('line', width + 2 * MARGIN + 4);
    kernel.enlargeRows(source, width, height, across, size.width, columnTaps, columnWeights, MARGIN, line);
    kernel.enlargeColumns(across, target, size.width, size.height, rowTaps, rowWeights);
    return this.planeAt(target, size);
  }

  blur(plane: Plane, sigma: number): Plane {
    if (sigma <= 0) return { ...plane, data: plane.data.slice() };
    const method = blurring(sigma);
    return 'side' in method ? this.convolve(plane, method.side) : this.runningMeans(plane, method.radii);
  }

  withoutInk(luminances: Plane, { red, green, blue }: LinearPicture, { white, byRed, byBlue }: Ink): Plane {
    const [own, ...channels] = [luminances, red, green, blue].map(({ data }, i) =>
      this.space.write(`channel ${i}`, data),
    );
    const target = this.space.room('bare', luminances.data.length + 4);
    const bytes = 4 * luminances.data.length;
    const perWhite = white.map((level) => 1 / level) as [number, number, number];
    const ink = [1 / luminance(...white), ...perWhite, DARK, byRed, byBlue] as const;
    this.space.kernel.withoutInk(own!, ...(channels as [number, number, number]), target, bytes, ...ink);
    return this.planeAt(target, luminances);
  }

  unexplained(shading: Plane, height: Plane, { x, y, z }: LightVector): Plane {
    const { width, height: rows } = shading;
    const [shades, heights] = [this.space.write('plane', shading.data), this.space.write('heights', height.data)];
    const target = this.space.room('unexplained', width * rows + 4);
    this.space.kernel.unexplained(shades, heights, target, width, rows, x, y, z);
    return this.planeAt(target, shading);
  }

  solver(size: Size): SheetSolver {
    const key = `${size.width} ${size.height}`;
    const known = this.solvers.get(key);
    if (known) return known;
    const made = createSheetSolver(wasmArithmetic(this.space, size));
    this.solvers.set(key, made);
    return made;
  }

  private average(plane: Plane, columns: AreaTaps, rows: AreaTaps): Plane {
    const size = { width: columns.first.length, height: rows.first.length };
    const source = this.space.write('plane', plane.data);
    const target = this.space.room('reduced', size.width * size.height);
    const sums = this.space.room('sums', plane.width + 4);
    const taps = this.taps(columns, rows);
    this.space.kernel.average(source, plane.width, target, size.width, size.height, ...taps, sums);
    return this.planeAt(target, size);
  }

  private taps(columns: AreaTaps, rows: AreaTaps) {
    return [
      this.space.write('column taps', countedTaps(columns)),
      this.space.write('column weights', columns.weights),
      this.space.write('row taps', countedTaps(rows)),
      this.space.write('row weights', rows.weights),
    ] as const;
  }

  private convolve(plane: Plane, side: Float64Array): Plane {
    const { width, height } = plane;
    const radius = Math.max(2, side.length - 1);
    const source = this.space.write('plane', plane.data);
    const target = this.space.room('blurred', width * height + 4);
    const taps = this.space.write('taps', padded(side, 2));
    const room = this.space.room('line', width + 2 * radius + 8);
    this.space.kernel.blurPlane(source, target, width, height, taps, radius, room);
    return this.planeAt(target, plane);
  }

  private runningMeans(plane: Plane, radii: readonly number[]): Plane {
    const { kernel } = this.space;
    const { width, height } = plane;
    const [columns, rows] = [wholeVectors(width), wholeVectors(height)];
    const sums = this.space.room('sums', Math.max(columns, rows));
    let here = this.space.room('plane', columns * rows + 4);
    let there = this.space.room('blurred', columns * rows + 4);
    const values = this.space.view(here, columns * height);
    for (let y = 0; y < height; y++) values.set(plane.data.subarray(y * width, (y + 1) * width), y * columns);
    const swap = () => ([here, there] = [there, here]);
    const meanOfColumns = (across: number, down: number) => {
      for (const radius of radii) {
        kernel.meanOfColumns(here, there, across, down, radius, sums);
        swap();
      }
    };
    meanOfColumns(columns, height);
    kernel.transposePlane(here, there, columns, rows);
    swap();
    meanOfColumns(rows, width);
    kernel.transposePlane(here, there, rows, columns);
    swap();
    if (columns === width) return this.planeAt(here, plane);
    const result = createPlane(width, height);
    const blurred = this.space.view(here, columns * height);
    for (let y = 0; y < height; y++) result.data.set(blurred.subarray(y * columns, y * columns + width), y * width);
    return result;
  }

  private planeAt(address: number, { width, height }: Size): Plane {
    return { width, height, data: this.space.view(address, width * height).slice() };
  }
}

function padded(values: Float64Array, by: number): Float64Array {
  const result = new Float64Array(values.length + by);
  result.set(values);
  return result;
}

/** The first of the four samples that each output is made of, a margin before the row. */
function firstOfFour(samples: number, outputs: number): Int32Array {
  const result = new Int32Array(outputs);
  for (let x = 0; x < outputs; x++) result[x] = Math.floor(((x + 0.5) * samples) / outputs - 0.5) - 1 + MARGIN;
  return result;
}
