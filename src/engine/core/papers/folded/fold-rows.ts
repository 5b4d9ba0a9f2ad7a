import type { Band } from '../band.js';
import { createNoise } from '../noise.js';
import type { Frame } from '../frame.js';
import type { Crease, FoldPlan } from './fold-plan.js';

const { abs, ceil, exp, floor, max, min, sin, sqrt } = Math;

/** Straying of a crease, sheet units. */
const STRAY = 0.0011;
/** Half the width over which the bend changes from one stretch to the next, sheet units. */
const CHANGE = 0.05;
/** Reaches beyond which a crease is not felt. */
const FAR = 6;
/** Bulge of the panels between creases: height in panel sizes. */
const BULGE = 0.03;
/** Light that a soiled crease swallows, broken up by noise of this size in sheet units. */
const SOILING = { amount: 0.1, cell: 0.006 };
/** Bruised paper beside a crease: slope, reach and size of the bruises in sheet units. */
const BRUISE = { slope: 0.055, reach: 0.007, cell: 0.005 };

/** Adds the folds to one row of a band: height in pixels, and the soiled line of each crease. */
export type FoldRow = (band: Band, row: number) => void;

/** A crease as it runs past each column of a picture. */
interface Passing {
  readonly crease: Crease;
  readonly at: Float32Array;
  readonly bend: Float32Array;
}

export function createFoldRow(plan: FoldPlan, seed: number, frame: Frame, depth: number, width: number): FoldRow {
  const scale = width / frame.width;
  const noiseOf = (salt: number, cell: number) =>
    createNoise({ seed: seed ^ salt, cellX: cell * scale, cellY: cell * scale, width });
  const bruises = noiseOf(0x6272, BRUISE.cell);
  const breaks = noiseOf(0x6c69, SOILING.cell);
  const [bruise, breaking, height, near, soil] = [0, 1, 2, 3, 4].map(() => new Float32Array(width)) as [
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  const placeOf = (x: number) => (x + 0.5) / scale;
  const columns = Array.from({ length: width }, (_, x) => panelOf(plan.down, frame.width, placeOf(x)));
  const across = plan.across.map((crease): Passing => {
    const bend = new Float32Array(width);
    const at = new Float32Array(width);
    for (let x = 0; x < width; x++) {
      bend[x] = bendAt(crease, placeOf(x), frame.width);
      at[x] = crease.at + stray(crease, placeOf(x));
    }
    return { crease, bend, at };
  });
  const addCrease = (crease: Crease, distance: number, bend: number, x: number) => {
    height[x] = height[x]! - profile(crease, distance) * bend;
    const closeness = exp(-abs(distance) / BRUISE.reach) * min(1, 3 * abs(bend));
    if (closeness > near[x]!) near[x] = closeness;
    const covered = line(distance, scale);
    if (covered > soil[x]!) soil[x] = covered;
  };

  return (band, row) => {
    const { z, tone } = band;
    const y = (band.top + row + 0.5) / scale;
    const panel = panelOf(plan.across, frame.height, y);
    for (const values of [bruise, breaking, height, near, soil]) values.fill(0);
    bruises(band.top + row, BRUISE.slope * BRUISE.cell * scale * depth, bruise, 0);
    breaks(band.top + row, 0.5, breaking, 0);
    for (const crease of plan.down) {
      const at = crease.at + stray(crease, y);
      const bend = bendAt(crease, y, frame.height);
      const reach = FAR * crease.reach;
      const end = min(width, ceil((at + reach) * scale));
      for (let x = max(0, floor((at - reach) * scale)); x < end; x++) addCrease(crease, placeOf(x) - at, bend, x);
    }
    for (const { crease, at, bend } of across) {
      if (abs(y - crease.at) > FAR * crease.reach) continue;
      for (let x = 0; x < width; x++) addCrease(crease, y - at[x]!, bend[x]!, x);
    }
    const arch = BULGE * panel.size * panel.arch;
    for (let x = 0, i = row * width; x < width; x++, i++) {
      const column = columns[x]!;
      const bulge = arch * column.arch * sin(5 * column.index + 3 * panel.index + seed);
      z[i] = z[i]! + depth * (height[x]! + bulge) * scale + near[x]! * bruise[x]!;
      const soiled = SOILING.amount * depth * soil[x]! * max(0, min(1, 0.55 + breaking[x]!));
      tone[i] = tone[i]! - soiled;
    }
  };
}

/** Height of a crease of unit bend, an exponential that rises from a rounded tip. */
function profile({ reach, radius }: Crease, distance: number): number {
  return -0.5 * reach * exp((radius - sqrt(distance * distance + radius * radius)) / reach);
}

/** How much of a pixel at this distance the soiled line of a crease covers. */
function line(distance: number, scale: number): number {
  const pixels = distance * scale;
  const width = max(0.8, 0.0005 * scale);
  return exp(-((pixels / width) * (pixels / width)));
}

function stray({ phase }: Crease, along: number): number {
  return STRAY * (sin(9 * along + phase) + 0.5 * sin(23 * along + 2 * phase) + 0.25 * sin(61 * along + 5 * phase));
}

/** The bend at a place along the crease: that of its stretch, changing gradually near crossings. */
function bendAt({ bend }: Crease, along: number, length: number): number {
  const place = (along / length) * bend.length;
  const stretch = min(bend.length - 1, max(0, floor(place)));
  const size = length / bend.length;
  const toNext = ((stretch + 1 - place) * size) / CHANGE;
  const toBefore = ((place - stretch) * size) / CHANGE;
  let value = bend[stretch]!;
  if (toNext < 1 && stretch + 1 < bend.length) value += (bend[stretch + 1]! - value) * smooth(0.5 * (1 - toNext));
  if (toBefore < 1 && stretch > 0) value += (bend[stretch - 1]! - value) * smooth(0.5 * (1 - toBefore));
  return value;
}

function smooth(t: number): number {
  return t * t * (3 - 2 * t);
}

/** Which panel a place lies in, and the height there of an arch over it. */
function panelOf(creases: readonly Crease[], length: number, place: number) {
  const edges = [0, ...creases.map(({ at }) => at), length];
  let index = 0;
  while (index < edges.length - 2 && place > edges[index + 1]!) index++;
  const size = edges[index + 1]! - edges[index]!;
  const t = (place - edges[index]!) / size;
  return { index, size, arch: 4 * t * (1 - t) };
}
