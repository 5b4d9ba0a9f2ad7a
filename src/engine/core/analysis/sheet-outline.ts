import type { Point, Quad } from '../raster.js';
import { connectedAreas } from './connected-areas.js';
import type { LinearPicture } from './linear-picture.js';
import type { Passes } from './passes/passes.js';
import { convexHull, largestQuad, polygonArea } from './quad-fit.js';
import { fitWithin, type Size } from '../size.js';

/** Longer side of the grid on which the sheet is sought. */
const GRID_SIDE = 160;
/** Level that keeps logarithms finite in the dark. */
const DARK = 0.01;
/** Pixels of the grid along the picture's border that are taken for the table, and the middle that is taken for the sheet. */
const RIM = 3;
const MIDDLE = { from: 0.3, to: 0.7 };
/** Least distance between table and sheet, in sums of their deviations. */
const LEAST_SEPARATION = 1.6;
/** Share of the rim that may look like the sheet: it may reach out of the picture a little. */
const GREATEST_RIM = 0.2;
/** Share of the picture that a sheet takes up. */
const SHEET_AREA = { least: 0.12, most: 0.93 };
/** How well a quad and the area within must agree, as shares of the quad. */
const LEAST_FILL = 0.9;

/** Where a sheet lies on the picture of a table. */
export interface SheetOutline extends Size {
  readonly quad: Quad;
  /** 1 on the sheet, row-major. */
  readonly mask: Uint8Array;
}

/** Three coordinates of each pixel's colour. */
type Colours = readonly [Float32Array, Float32Array, Float32Array];

/**
 * Tells a sheet from the table it lies on: the middle of the picture and its rim are told apart by Fisher's linear
 * discriminant (1936) of log luminance and log chromaticity; the area like the middle is the sheet where it is one whole
 * with four corners. Null where the sheet fills the picture, or nothing certain can be said.
 */
export function findSheet(picture: LinearPicture, passes: Passes): SheetOutline | null {
  const size = fitWithin(picture, GRID_SIDE);
  const { width, height } = size;
  if (Math.min(width, height) < 8 * RIM) return null;
  const colours = coloursOf(picture, size, passes);
  const { rim, middle } = partsOf(width, height);
  const threshold = discriminant(colours, rim, middle);
  if (!threshold) return null;
  const alike = new Uint8Array(width * height);
  for (let i = 0; i < alike.length; i++) alike[i] = threshold(i) ? 1 : 0;
  if (rim.filter((i) => alike[i] === 1).length > GREATEST_RIM * rim.length) return null;
  const mask = wholeArea(size, alike);
  const hull = convexHull(borderPoints(size, mask));
  const corners = largestQuad(hull);
  if (!corners) return null;
  const area = mask.reduce((sum, value) => sum + value, 0);
  const share = area / mask.length;
  const fill = Math.min(area, polygonArea(corners)) / Math.max(area, polygonArea(corners), polygonArea(hull));
  if (share < SHEET_AREA.least || share > SHEET_AREA.most || fill < LEAST_FILL) return null;
  return { ...size, mask, quad: corners.map(({ x, y }) => ({ x: x / width, y: y / height })) as unknown as Quad };
}

/** Pixels along the border and in the middle. */
function partsOf(
  width: number,
  height: number,
): { readonly rim: readonly number[]; readonly middle: readonly number[] } {
  const rim: number[] = [];
  const middle: number[] = [];
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (x < RIM || y < RIM || x >= width - RIM || y >= height - RIM) rim.push(i);
      else if (isMiddle(x / width) && isMiddle(y / height)) middle.push(i);
    }
  }
  return { rim, middle };
}

const isMiddle = (share: number) => share > MIDDLE.from && share < MIDDLE.to;

/** Log luminance and log ratios of red and blue to green. */
function coloursOf(picture: LinearPicture, size: Size, passes: Passes): Colours {
  const colours = [picture.red, picture.green, picture.blue].map((plane) =>
    passes.reduce(plane, size).data.slice(),
  ) as [Float32Array, Float32Array, Float32Array];
  setColours(...colours);
  return colours;
}

/** Puts colours in the place of red, green and blue. */
function setColours(first: Float32Array, second: Float32Array, third: Float32Array): void {
  for (let i = 0; i < first.length; i++) {
    const r = Math.log(first[i]! + DARK);
    const g = Math.log(second[i]! + DARK);
    const b = Math.log(third[i]! + DARK);
    first[i] = 0.2126 * r + 0.7152 * g + 0.0722 * b;
    second[i] = r - g;
    third[i] = b - g;
  }
}

interface Spread {
  readonly mean: readonly number[];
  /** xx, yy, zz, xy, xz, yz. */
  readonly covariance: readonly number[];
}

/** Whether a pixel's colour is more like the middle's than the rim's; null where these are too alike to tell. */
function discriminant(
  colours: Colours,
  rim: readonly number[],
  middle: readonly number[],
): ((pixel: number) => boolean) | null {
  const table = spreadOf(colours, rim);
  const sheet = spreadOf(colours, middle);
  const difference = [0, 1, 2].map((k) => sheet.mean[k]! - table.mean[k]!);
  const pooled = table.covariance.map((value, k) => value + sheet.covariance[k]! + (k < 3 ? 0.003 : 0));
  const [x, y, z] = solve(pooled, difference) as [number, number, number];
  const along = (mean: readonly number[]) => x * mean[0]! + y * mean[1]! + z * mean[2]!;
  const deviation = (of: Spread) => Math.sqrt(Math.max(0, quadratic(of.covariance, [x, y, z])));
  const [from, to] = [along(table.mean), along(sheet.mean)];
  const [tableDeviation, sheetDeviation] = [deviation(table), deviation(sheet)];
  const sum = tableDeviation + sheetDeviation;
  if (!(to - from > LEAST_SEPARATION * sum)) return null;
  const limit = from + ((to - from) * (tableDeviation + 1e-9)) / (sum + 2e-9);
  const [first, second, third] = colours;
  return (i) => x * first[i]! + y * second[i]! + z * third[i]! > limit;
}

function spreadOf(colours: Colours, pixels: readonly number[]): Spread {
  const [a, b, c] = colours;
  const mean = colours.map((plane) => meanOf(plane, pixels));
  let [xx, yy, zz, xy, xz, yz] = [0, 0, 0, 0, 0, 0];
  for (const i of pixels) {
    const x = a[i]! - mean[0]!;
    const y = b[i]! - mean[1]!;
    const z = c[i]! - mean[2]!;
    xx += x * x;
    yy += y * y;
    zz += z * z;
    xy += x * y;
    xz += x * z;
    yz += y * z;
  }
  return { mean, covariance: [xx, yy, zz, xy, xz, yz].map((sum) => sum / pixels.length) };
}

function meanOf(plane: Float32Array, pixels: readonly number[]): number {
  let sum = 0;
  for (const i of pixels) sum += plane[i]!;
  return sum / pixels.length;
}

function quadratic([xx, yy, zz, xy, xz, yz]: readonly number[], [x, y, z]: readonly number[]): number {
  return xx! * x! * x! + yy! * y! * y! + zz! * z! * z! + 2 * (xy! * x! * y! + xz! * x! * z! + yz! * y! * z!);
}

/** Solves the symmetric 3 × 3 system by its adjugate; the diagonal is never zero here. */
function solve([xx, yy, zz, xy, xz, yz]: readonly number[], [p, q, r]: readonly number[]): readonly number[] {
  const a = yy! * zz! - yz! * yz!;
  const b = xz! * yz! - xy! * zz!;
  const c = xy! * yz! - xz! * yy!;
  const d = xx! * zz! - xz! * xz!;
  const e = xy! * xz! - xx! * yz!;
  const f = xx! * yy! - xy! * xy!;
  const determinant = xx! * a + xy! * b + xz! * c;
  return [a * p! + b * q! + c * r!, b * p! + d * q! + e * r!, c * p! + e * q! + f * r!].map(
    (value) => value / determinant,
  );
}

/** The largest connected area, its holes filled: shadows in deep folds belong to the sheet. */
function wholeArea(size: Size, alike: Uint8Array): Uint8Array {
  const largest = connectedAreas(size, alike).reduce<number[]>(
    (most, area) => (area.length > most.length ? area : most),
    [],
  );
  const outside = new Uint8Array(alike.length).fill(1);
  for (const i of largest) outside[i] = 0;
  const mask = new Uint8Array(alike.length).fill(1);
  for (const area of connectedAreas(size, outside)) {
    if (area.some((i) => isOnBorder(i, size))) for (const i of area) mask[i] = 0;
  }
  return mask;
}

function isOnBorder(i: number, { width, height }: Size): boolean {
  const x = i % width;
  const y = (i - x) / width;
  return x === 0 || y === 0 || x === width - 1 || y === height - 1;
}

/** The outer corners of the first and the last pixel of each row. */
function borderPoints({ width, height }: Size, mask: Uint8Array): Point[] {
  const points: Point[] = [];
  for (let y = 0; y < height; y++) {
    const row = mask.subarray(y * width, (y + 1) * width);
    const first = row.indexOf(1);
    if (first < 0) continue;
    const end = row.lastIndexOf(1) + 1;
    for (const x of [first, end]) points.push({ x, y }, { x, y: y + 1 });
  }
  return points;
}
