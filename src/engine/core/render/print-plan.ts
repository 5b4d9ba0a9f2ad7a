import type { MappingParameters } from '../presets/index.js';
import type { Plane } from '../raster.js';
import { printedShape, type PrintedShape } from './bounds.js';
import { CLEAN_EDGE, createDeckle } from './deckle.js';
import { amplitudeOnMesh, DISPLACEMENT_DIRECTION, FULL_FOLD } from './displacement.js';
import type { Frame } from './frame.js';
import type { Homography } from './homography.js';
import { planWarp, type MeshWarp } from './mesh-warp.js';
import type { Placement } from './placement.js';
import type { Level } from './pyramid.js';
import type { Sheet } from './sheet.js';

/** Confidence from which on the relief is followed in full. */
const TRUSTED = 0.5;

/** Where the art comes to lie on the paper: plain data. */
export interface PrintPlan {
  readonly frame: Frame;
  readonly levels: readonly Level[];
  readonly toArt: Homography;
  readonly shape: PrintedShape;
  readonly height: Plane;
  readonly heightRange: Sheet['heightRange'];
  /** Displacement in output pixels per unit of height. */
  readonly shift: { readonly x: number; readonly y: number };
  /** What the mesh displaces besides, in output pixels, each plane over the paper's whole picture; null without a mesh. */
  readonly warp: Pick<MeshWarp, 'x' | 'y'> | null;
  /** Shorter side of the printed area and seed of its ragged edge; null where the edge is clean. */
  readonly deckle: { readonly shorterSide: number; readonly seed: number } | null;
}

export function planPrint(
  placement: Placement,
  levels: readonly Level[],
  frame: Frame,
  sheet: Sheet,
  parameters: MappingParameters,
): PrintPlan {
  const coarsest = levels.at(-1)!.perPixel;
  const warp = parameters.mesh ? planWarp(frame, parameters.mesh) : null;
  const amplitude = foldAmplitude(sheet, frame, parameters.fold, warp);
  const shorterSide = Math.min(placement.printed.width, placement.printed.height);
  const deckle = parameters.edge === 'deckle' ? { shorterSide, seed: parameters.seed } : null;
  const { depth } = deckle ? createDeckle(deckle.shorterSide, deckle.seed) : CLEAN_EDGE;
  return {
    frame,
    levels,
    toArt: placement.toArt,
    shape: printedShape(placement, levels[0]!, 3 * Math.max(coarsest.x, coarsest.y), depth),
    height: sheet.height,
    heightRange: sheet.heightRange,
    shift: { x: amplitude * DISPLACEMENT_DIRECTION.x, y: amplitude * DISPLACEMENT_DIRECTION.y },
    warp: warp && { x: warp.x, y: warp.y },
    deckle,
  };
}

/** Displacement in output pixels per unit of height: a share of what trust in the relief and freedom from folding over allow. */
function foldAmplitude(
  { confidence, height, greatestAmplitude }: Sheet,
  { width, height: rows, crop }: Frame,
  fold: number,
  warp: MeshWarp | null,
): number {
  if (fold === 0 || confidence === 0) return 0;
  const trusted =
    (Math.min(1, confidence / TRUSTED) * FULL_FOLD * Math.max(width / crop.width, rows / crop.height)) / 1024;
  const pixelsPerStep = Math.min(width / (height.width * crop.width), rows / (height.height * crop.height));
  const greatest = warp ? amplitudeOnMesh(height, warp.leastScaling) : greatestAmplitude;
  return fold * Math.min(trusted, greatest * pixelsPerStep);
}
