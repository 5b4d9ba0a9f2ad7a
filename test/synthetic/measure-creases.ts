import { analysePaper, type Creases } from '../../src/engine/core/analysis/index.js';
import { gaussianBlur } from '../../src/engine/core/filter.js';
import type { Plane } from '../../src/engine/core/raster.js';
import type { Sheets } from './measure-relief.js';
import { photograph, type SheetMaker } from './sheet.js';

/** Line strength from which a crease is worn at full wear. */
const WORN = 128;
/**
 * Bend (change of slope a pixel, after a blur of one pixel) from which a line is a crease: slopes that differ by 0.1.
 */
const CREASE = 0.04;
/** Share of the creases that are the sharpest. */
const SHARPEST = 0.2;
/** Pixels within which the found and the true line are the same. */
const NEAR = 3;

export interface CreaseFigures {
  /** Share of the worn area that lies near a true crease. */
  readonly precision: number;
  /** Share of the sharpest creases' length that is worn nearby. */
  readonly coverage: number;
  /** Share of the whole sheet that lies near a true crease: the precision of a blind guess. */
  readonly chance: number;
}

/**
 * Finds creases in the pictures of the first sheets of a kind, seeds 0…`count` − 1, and compares with the truth; means.
 */
export function measureCreases(makeSheet: SheetMaker, { count, side, kernel = null }: Sheets): CreaseFigures {
  const figures = Array.from({ length: count }, (_, seed) => {
    const sheet = makeSheet(seed, side);
    return compareCreases(analysePaper(photograph(sheet), null, kernel).creases, bendOf(sheet.height));
  });
  const mean = (name: keyof CreaseFigures) => figures.reduce((sum, figure) => sum + figure[name], 0) / count;
  return { precision: mean('precision'), coverage: mean('coverage'), chance: mean('chance') };
}

export function compareCreases(creases: Creases, bend: Plane): CreaseFigures {
  const worn = Uint8Array.from(creases.data, (value) => (value >= WORN ? 1 : 0));
  const crease = Uint8Array.from(bend.data, (value) => (value >= CREASE ? 1 : 0));
  const bends = bend.data.filter((value) => value >= CREASE).sort();
  const sharp = bends[Math.floor((1 - SHARPEST) * bends.length)] ?? Infinity;
  const sharpest = Uint8Array.from(bend.data, (value) => (value >= sharp ? 1 : 0));
  const nearCrease = grow(crease, bend.width);
  return {
    precision: shareWithin(worn, nearCrease),
    coverage: shareWithin(sharpest, grow(worn, bend.width)),
    chance: nearCrease.reduce((sum, value) => sum + value, 0) / nearCrease.length,
  };
}

/** Greatest change of slope a pixel, in any direction, after a blur of one pixel. */
export function bendOf(height: Plane): Plane {
  const smooth = gaussianBlur(height, 1);
  const { width, data } = smooth;
  const bend = new Float32Array(data.length);
  for (let y = 1; y < smooth.height - 1; y++) {
    for (let x = 1, i = y * width + 1; x < width - 1; x++, i++) {
      const xx = data[i - 1]! - 2 * data[i]! + data[i + 1]!;
      const yy = data[i - width]! - 2 * data[i]! + data[i + width]!;
      const xy = (data[i + width + 1]! - data[i + width - 1]! - data[i - width + 1]! + data[i - width - 1]!) / 4;
      bend[i] = (Math.abs(xx + yy) + Math.hypot(xx - yy, 2 * xy)) / 2;
    }
  }
  return { ...smooth, data: bend };
}

/** All pixels within {@link NEAR} of a set pixel. */
function grow(mask: Uint8Array, width: number): Uint8Array {
  const height = mask.length / width;
  const result = new Uint8Array(mask.length);
  mask.forEach((set, i) => {
    if (!set) return;
    const x = i % width;
    const y = (i - x) / width;
    for (let ny = Math.max(0, y - NEAR); ny <= Math.min(height - 1, y + NEAR); ny++) {
      for (let nx = Math.max(0, x - NEAR); nx <= Math.min(width - 1, x + NEAR); nx++) {
        if ((nx - x) ** 2 + (ny - y) ** 2 <= NEAR * NEAR) result[ny * width + nx] = 1;
      }
    }
  });
  return result;
}

function shareWithin(mask: Uint8Array, area: Uint8Array): number {
  let inside = 0;
  let all = 0;
  for (let i = 0; i < mask.length; i++) {
    all += mask[i]!;
    inside += mask[i]! & area[i]!;
  }
  return all > 0 ? inside / all : 0;
}
