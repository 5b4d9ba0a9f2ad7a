import type { Band } from '../band.js';
import { FAR, type CreasedRow, type Run } from './creased-row.js';
import { createNoise, type NoiseRow } from '../noise.js';
import type { Frame } from '../frame.js';
import type { Passes } from '../passes/passes.js';
import type { Crease, FoldPlan } from './fold-plan.js';

const { abs, ceil, floor, max, min, sin } = Math;

/** Straying of a crease, sheet units. */
const STRAY = 0.003;
/** Half the width over which the bend changes from one stretch to the next, sheet units. */
const CHANGE = 0.05;
/** Bulge of the panels between creases: height in panel sizes. */
const BULGE = 0.03;
/** Light that a soiled crease swallows, broken up by noise of this size in sheet units. */
const SOILING = { amount: 0.1, cell: 0.006 };
/** Bruised paper beside a crease: slope and size of the bruises in sheet units. */
const BRUISE = { slope: 0.055, cell: 0.005 };

/** A crease that runs across, past each column of a picture. */
interface Passing {
  readonly crease: Crease;
  readonly run: Run;
}

/** Folds, a row of a band at a time. */
export class FoldRows {
  private readonly scale: number;
  private readonly bruises: NoiseRow;
  private readonly breaks: NoiseRow;
  private readonly bruise: Float32Array;
  private readonly breaking: Float32Array;
  private readonly creased: CreasedRow;
  /** Of each column: the height of the arch over its panel, and the panel's number. */
  private readonly arches: Float64Array;
  private readonly panels: Int32Array;
  /** The columns as a crease that runs down passes them, of unit bend. */
  private readonly columns: Run;
  private readonly across: readonly Passing[];

  constructor(
    private readonly plan: FoldPlan,
    private readonly seed: number,
    private readonly frame: Frame,
    private readonly depth: number,
    private readonly width: number,
    passes: Passes,
  ) {
    const scale = width / frame.width;
    this.scale = scale;
    const noiseOf = (salt: number, cell: number) =>
      createNoise({ seed: seed ^ salt, cellX: cell * scale, cellY: cell * scale, width });
    this.bruises = noiseOf(0x6272, BRUISE.cell);
    this.breaks = noiseOf(0x6c69, SOILING.cell);
    this.bruise = new Float32Array(width);
    this.breaking = new Float32Array(width);
    // A width of the soiled line is half a thousandth of a sheet unit, or 0.8 pixels.
    this.creased = passes.createCreasedRow(width, scale / max(0.8, 0.0005 * scale));
    this.arches = new Float64Array(width);
    this.panels = new Int32Array(width);
    const places = new Float32Array(width);
    for (let x = 0; x < width; x++) {
      places[x] = (x + 0.5) / scale;
      const { arch, index } = panelOf(plan.down, frame.width, (x + 0.5) / scale);
      this.arches[x] = arch;
      this.panels[x] = index;
    }
    this.columns = { places, bends: new Float32Array(width).fill(1) };
    this.across = plan.across.map((crease) => passingOf(crease, frame, width));
  }

  /** Adds the folds to one row of a band: height in pixels, and the soiled line of each crease. */
  add(band: Band, row: number): void {
    const { plan, frame, scale, width, depth, bruise, breaking, creased } = this;
    const y = (band.top + row + 0.5) / scale;
    bruise.fill(0);
    breaking.fill(0);
    creased.clear();
    for (const crease of plan.down) {
      const at = crease.at + stray(crease, y);
      const reach = FAR * crease.reach;
      const from = max(0, floor((at - reach) * scale));
      const end = min(width, ceil((at + reach) * scale));
      creased.add(crease, this.columns, at, bendAt(crease, y, frame.height), from, end);
    }
    for (const { crease, run } of this.across) {
      if (abs(y - crease.at) <= FAR * crease.reach) creased.add(crease, run, y, 1, 0, width);
    }
    this.bruises(band.top + row, BRUISE.slope * BRUISE.cell * scale * depth, bruise, 0);
    this.breaks(band.top + row, 0.5, breaking, 0);
    this.lay(band, row, panelOf(plan.across, frame.height, y));
  }

  private lay({ z, tone }: Band, row: number, panel: Panel): void {
    const { scale, width, depth, seed, bruise, breaking, arches, panels } = this;
    const { height, near, soil } = this.creased;
    const arch = BULGE * panel.size * panel.arch;
    let index = -1;
    let bulging = 0;
    for (let x = 0, i = row * width; x < width; x++, i++) {
      if (panels[x] !== index) {
        index = panels[x]!;
        bulging = sin(5 * index + 3 * panel.index + seed);
      }
      const bulge = arch * arches[x]! * bulging;
      z[i] = z[i]! + depth * (height[x]! + bulge) * scale + near[x]! * bruise[x]!;
      const soiled = SOILING.amount * depth * soil[x]! * max(0, min(1, 0.55 + breaking[x]!));
      tone[i] = tone[i]! - soiled;
    }
  }
}

function passingOf(crease: Crease, frame: Frame, width: number): Passing {
  const scale = width / frame.width;
  const bends = new Float32Array(width);
  const places = new Float32Array(width);
  for (let x = 0; x < width; x++) {
    const place = (x + 0.5) / scale;
    bends[x] = bendAt(crease, place, frame.width);
    places[x] = crease.at + stray(crease, place);
  }
  return { crease, run: { places, bends } };
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

/** Which panel a place lies in, how large it is, and the height there of an arch over it. */
interface Panel {
  readonly index: number;
  readonly size: number;
  readonly arch: number;
}

function panelOf(creases: readonly Crease[], length: number, place: number): Panel {
  const edges = [0, ...creases.map(({ at }) => at), length];
  let index = 0;
  while (index < edges.length - 2 && place > edges[index + 1]!) index++;
  const size = edges[index + 1]! - edges[index]!;
  const t = (place - edges[index]!) / size;
  return { index, size, arch: 4 * t * (1 - t) };
}
