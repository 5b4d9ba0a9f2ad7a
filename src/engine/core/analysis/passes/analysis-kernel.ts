import type { PlaneKernel, Taps } from '../../plane-kernel.js';

/** Addresses of a transform's tables, of room to work in and of its spectrum; see `src/engine/kernel/analysis/fourier.ts`. */
type TransformRoom = [tables: number, half: number, re: number, im: number];

/** What `src/engine/kernel/analysis` exports. Vectors, rows and tables are told by their addresses. */
export interface AnalysisKernel extends PlaneKernel {
  /** Bytes at the start of the memory that are the kernel's own. */
  ownBytes(): number;
  dot(a: number, b: number, bytes: number): number;
  addScaled(target: number, source: number, factor: number, bytes: number): void;
  combine(target: number, a: number, b: number, factor: number, bytes: number): void;
  forward(plane: number, width: number, rows: number, stride: number, height: number, ...room: TransformRoom): void;
  inverse(
    plane: number,
    width: number,
    columns: number,
    rows: number,
    stride: number,
    height: number,
    ...room: TransformRoom
  ): void;
  scaleSpectrum(re: number, im: number, gain: number, bytes: number): void;
  turnSpectrum(re: number, im: number, gain: number, bytes: number): void;
  sheetMisfit(
    heights: number,
    gradient: number,
    shading: number,
    width: number,
    height: number,
    stride: number,
    masks: number,
    forces: number,
    toLightX: number,
    toLightY: number,
    toLightZ: number,
  ): number;
  withoutInk(
    luminances: number,
    red: number,
    green: number,
    blue: number,
    target: number,
    bytes: number,
    ...ink: [
      perLuminance: number,
      perRed: number,
      perGreen: number,
      perBlue: number,
      dark: number,
      byRed: number,
      byBlue: number,
    ]
  ): void;
  unexplained(
    shading: number,
    heights: number,
    target: number,
    width: number,
    rows: number,
    toLightX: number,
    toLightY: number,
    toLightZ: number,
  ): void;
  meanOfColumns(source: number, target: number, width: number, rows: number, radius: number, sums: number): void;
  transposePlane(source: number, target: number, width: number, rows: number): void;
  averageCodes(
    picture: number,
    width: number,
    red: number,
    green: number,
    blue: number,
    columns: number,
    rows: number,
    ...rest: [...Taps, lightOfCode: number, line: number, sums: number]
  ): void;
  enlargeRows(
    source: number,
    width: number,
    rows: number,
    target: number,
    columns: number,
    first: number,
    weights: number,
    margin: number,
    line: number,
  ): void;
  enlargeColumns(source: number, target: number, columns: number, rows: number, taps: number, weights: number): void;
}
