import { gaussianBlur } from '../filter.js';
import type { Ink } from '../presets/index.js';
import { createPlane, type Plane } from '../raster.js';
import { grainOf, grainRow } from './grain.js';
import { keepLatest } from '../keep-latest.js';
import type { Sheet } from './sheet.js';

/** Of the paper that shows through dense ink on the most absorbent paper, the share that shows where the ink is broken. */
const BROKEN = 0.9;
/** Bumps are what is finer than this deviation, in pixels of a picture whose longer side is 1024. */
const BUMPS = 3;
/** Weights of bumps and fibres where the paper's height is known; elsewhere fibres alone decide. */
const BY_BUMPS = 0.8;
const BY_FIBRES = 0.6;
/** Margin on paper of even height, its growth with the share that shows where ink is broken, and its deviation at a share of 1. */
const WHOLE = -0.32;
const GROWTH = 2;
const DEVIATION = 0.42;
/** Of what margins there are above 0: bare paper in full would be specks. */
const BARE = 0.4;
/** Deviation of bumps, in units of relief, below which there are none. */
const LEVEL = 1e-4;

/** Share of the bare paper that shows through dense ink where it is broken, 0…1; see {@link veilOf} for the rest. */
export function brokenShare({ absorption, showThrough }: Ink): number {
  return BROKEN * absorption * showThrough;
}

/** Share of the bare paper that shows through dense ink everywhere: the softer the paper, the less of it is an even veil. */
export function veilOf(ink: Ink): number {
  return ink.showThrough - brokenShare(ink);
}

/**
 * Where ink does not reach the paper: it gathers in the hollows and between the fibres, and leaves the tops of bumps bare.
 * Margins as those of `planWear`, with which they become the share of ink that is lost.
 */
export function planBrokenInk({ relief, known }: Sheet, ink: Ink, seed: number): Plane {
  const { width, height } = relief;
  const unit = Math.max(width, height) / 1024;
  const margins = createPlane(width, height);
  const bumps = known ? latestBumps(relief, '', () => bumpsOf(relief, BUMPS * unit)) : null;
  const [byBumps, byFibres] = bumps ? [BY_BUMPS, BY_FIBRES] : [0, 1];
  const fibre = grainOf(~seed >>> 0);
  const fibres = new Float32Array(width);
  const share = brokenShare(ink);
  const even = WHOLE + GROWTH * share;
  const deviation = DEVIATION * Math.sqrt(share);
  for (let y = 0, i = 0; y < height; y++) {
    grainRow(fibre, y, 0, width, fibres);
    for (let x = 0; x < width; x++, i++) {
      const margin = even + deviation * (byFibres * fibres[x]! + (bumps ? byBumps * bumps[i]! : 0));
      margins.data[i] = margin > 0 ? BARE * margin : margin;
    }
  }
  return margins;
}

const latestBumps = keepLatest<Float32Array | null>();

/** The fine part of the relief in its deviations; null where there is none. */
function bumpsOf(relief: Plane, sigma: number): Float32Array | null {
  const coarse = gaussianBlur(relief, sigma).data;
  let power = 0;
  const bumps = relief.data.map((value, i) => {
    const bump = value - coarse[i]!;
    power += bump * bump;
    return bump;
  });
  const deviation = Math.sqrt(power / bumps.length);
  return deviation > LEVEL ? bumps.map((bump) => bump / deviation) : null;
}
