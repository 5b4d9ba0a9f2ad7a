import { createPlane, type Plane } from './raster.js';

/** Sweeps before and after the coarser grid. */
const SWEEPS = 2;
/** Sweeps on the coarsest grid, which are enough to solve it. */
const COARSEST_SWEEPS = 40;
const COARSEST_SIDE = 4;

/**
 * The plane u with ∇²u − screening·u = source and no slope across its border, by multigrid V-cycles of Gauss and Seidel's method
 * in red and black (Briggs, Henson and McCormick 2000). A source is felt as far as about 1 / √screening grid steps.
 */
export function solveScreenedPoisson(source: Plane, screening: number, cycles: number): Plane {
  const result = createPlane(source.width, source.height);
  for (let i = 0; i < cycles; i++) cycle(source, screening, result);
  return result;
}

function cycle(source: Plane, screening: number, result: Plane): void {
  const { width, height } = source;
  if (Math.max(width, height) < COARSEST_SIDE) return relax(source, screening, result, COARSEST_SWEEPS);
  relax(source, screening, result, SWEEPS);
  const coarser = residual(source, screening, result);
  const correction = createPlane(coarser.width, coarser.height);
  cycle(coarser, 4 * screening, correction);
  for (let y = 0; y < height; y++) correctRow(result, correction, y);
  relax(source, screening, result, SWEEPS);
}

function correctRow({ width, data }: Plane, correction: Plane, y: number): void {
  const { data: corrections } = correction;
  const row = (y >> 1) * correction.width;
  for (let x = 0, i = y * width; x < width; x++, i++) data[i]! += corrections[row + (x >> 1)]!;
}

function relax(source: Plane, screening: number, result: Plane, sweeps: number): void {
  for (let sweep = 0; sweep < 2 * sweeps; sweep++) {
    for (let y = 0; y < source.height; y++) relaxRow(source, screening, result.data, y, (y + sweep) & 1);
  }
}

/** Every other place of a row, from its `first` on. */
function relaxRow(source: Plane, screening: number, data: Float32Array, y: number, first: number): void {
  const { width, height, data: wanted } = source;
  const divisor = 4 + screening;
  const within = y > 0 && y < height - 1;
  const border = within ? 1 : width;
  let x = first;
  for (; x < border; x += 2) relaxAtBorder(source, screening, data, x, y);
  for (let i = y * width + x; x < width - 1; x += 2, i += 2) {
    data[i] = (data[i - 1]! + data[i + 1]! + data[i - width]! + data[i + width]! - wanted[i]!) / divisor;
  }
  if (x < width) relaxAtBorder(source, screening, data, x, y);
}

function relaxAtBorder(
  { width, height, data: wanted }: Plane,
  screening: number,
  data: Float32Array,
  x: number,
  y: number,
): void {
  const i = y * width + x;
  let sum = -wanted[i]!;
  let divisor = screening;
  const add = (neighbour: number) => {
    sum += data[neighbour]!;
    divisor++;
  };
  if (x > 0) add(i - 1);
  if (x < width - 1) add(i + 1);
  if (y > 0) add(i - width);
  if (y < height - 1) add(i + width);
  data[i] = sum / divisor;
}

/** What of the source is missing, summed over two by two places: the source on a grid of twice the step. */
function residual(source: Plane, screening: number, result: Plane): Plane {
  const sums = createPlane((source.width + 1) >> 1, (source.height + 1) >> 1);
  for (let y = 0; y < source.height; y++) addResidualRow(source, screening, result, y, sums);
  return sums;
}

function addResidualRow(source: Plane, screening: number, { data }: Plane, y: number, sums: Plane): void {
  const { width, height, data: wanted } = source;
  const { data: target } = sums;
  const row = (y >> 1) * sums.width;
  for (let x = 0, i = y * width; x < width; x++, i++) {
    const here = data[i]!;
    let rest = wanted[i]! + screening * here;
    if (x > 0) rest += here - data[i - 1]!;
    if (x < width - 1) rest += here - data[i + 1]!;
    if (y > 0) rest += here - data[i - width]!;
    if (y < height - 1) rest += here - data[i + width]!;
    target[row + (x >> 1)]! += rest;
  }
}
