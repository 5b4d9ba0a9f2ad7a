import { analysePaper } from '../../src/engine/core/analysis/index.js';
import { gaussianBlur } from '../../src/engine/core/filter.js';
import type { Plane } from '../../src/engine/core/raster.js';
import { correlation } from '../support/correlation.js';
import { photograph, type Photography, type Sheet, type SheetMaker } from './sheet.js';

export interface ReliefFigures {
  /**
   * Correlation of the relief with the truth, both without waves longer than a sixth of the sheet; the sign is not
   * judged.
   */
  readonly correlation: { readonly median: number; readonly least: number };
  /** Degrees between the light's axes, which have no sign. */
  readonly axisError: { readonly median: number; readonly greatest: number };
  readonly leastConfidence: number;
}

/** How many sheets, of which side in pixels, and what analyses them: null, the default, for TypeScript. */
export interface Sheets {
  readonly count: number;
  readonly side: number;
  readonly kernel?: WebAssembly.Module | null;
}

/** Analyses the pictures of the first sheets of a kind, seeds 0…`count` − 1, and compares with the truth. */
export function measureRelief(
  makeSheet: SheetMaker,
  { count, side, kernel = null }: Sheets,
  photography: Photography = {},
): ReliefFigures {
  const results = Array.from({ length: count }, (_, seed) => compareRelief(makeSheet(seed, side), photography, kernel));
  const correlations = results.map((result) => result.correlation);
  const axisErrors = results.map((result) => result.axisError);
  return {
    correlation: { median: median(correlations), least: Math.min(...correlations) },
    axisError: { median: median(axisErrors), greatest: Math.max(...axisErrors) },
    leastConfidence: Math.min(...results.map((result) => result.confidence)),
  };
}

function compareRelief(sheet: Sheet, photography: Photography, kernel: WebAssembly.Module | null) {
  const { relief, light, confidence } = analysePaper(photograph(sheet, photography), null, kernel);
  const turn = Math.abs(light.azimuth - sheet.light.azimuth) % 180;
  return {
    correlation: Math.abs(correlation(withoutLongWaves(relief), withoutLongWaves(sheet.height))),
    axisError: Math.min(turn, 180 - turn),
    confidence,
  };
}

/** The heights without waves longer than a sixth of the sheet. */
export function withoutLongWaves(plane: Plane): Float32Array {
  const long = gaussianBlur(plane, plane.width / 6).data;
  return plane.data.map((value, i) => value - long[i]!);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
}
