import type { Ink } from '../presets/index.js';
import { createPlane, type Plane } from '../raster.js';
import { brokenShare, planBrokenInk } from './broken-ink.js';
import { keepLatest } from '../keep-latest.js';
import type { Sheet } from './sheet.js';
import { planWear } from './wear.js';

/** Broken ink below this share is not to be seen. */
const UNSEEN = 0.006;

interface Wanted {
  readonly ink: Ink;
  readonly seed: number;
  readonly wear: number;
}

const latestLoss = keepLatest<Plane | null>();

/**
 * Margins of the ink that is lost on worn creases or never reached the paper; `wornRow` makes shares of them. Null where the
 * ink is whole. The last of each sheet is kept.
 */
export function planInkLoss(sheet: Sheet, wanted: Wanted): Plane | null {
  const { ink, seed, wear } = wanted;
  return latestLoss(sheet.relief, `${seed} ${wear} ${brokenShare(ink)}`, () => lossOf(sheet, wanted));
}

function lossOf(sheet: Sheet, { ink, seed, wear }: Wanted): Plane | null {
  const worn = wear > 0 ? planWear(sheet.creases, seed, wear) : null;
  const broken = brokenShare(ink) > UNSEEN ? planBrokenInk(sheet, ink, seed) : null;
  if (!worn || !broken) return worn ?? broken;
  const either = createPlane(worn.width, worn.height);
  for (let i = 0; i < either.data.length; i++) either.data[i] = Math.max(worn.data[i]!, broken.data[i]!);
  return either;
}
