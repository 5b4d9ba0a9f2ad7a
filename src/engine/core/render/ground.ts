import { codesOfHex, srgbToLinear } from '../colour.js';
import type { MappingParameters } from '../presets/index.js';
import type { LightDirection } from '../raster.js';
import { sheetEdges, type HalfPlanes } from './bounds.js';
import type { Placement } from './placement.js';
import type { Sheet } from './sheet.js';

/** Linear light, red, green, blue. */
export type LinearColour = readonly [number, number, number];

/** A plain background and the shadow of the sheet that lies on it: plain data. */
export interface GroundPlan {
  readonly colour: LinearColour;
  /** The sheet's left, top, right and bottom sides, twice. */
  readonly sheet: HalfPlanes;
  /** 0…1, how dark the shadow is. */
  readonly shadow: number;
  /** Towards the light: how far the shadow's soft part and its core are shifted against the sheet, in output pixels. */
  readonly broad: ShadowPart;
  readonly contact: ShadowPart;
  /** Of its fine grain. */
  readonly seed: number;
}

export interface ShadowPart {
  readonly x: number;
  readonly y: number;
  /** Distance over which it fades, in output pixels. */
  readonly softness: number;
  /** Share of the light that it takes at most. */
  readonly darkness: number;
}

/** Lift of the sheet, fading of its shadow, in shares of its shorter side, and what light they take. */
const BROAD = { lift: 0.024, softness: 0.045, darkness: 0.5 };
/** Of the narrow dark line where paper touches the ground. */
const CONTACT = { lift: 0.0015, softness: 0.006, darkness: 0.45 };
/** Longest shadow, in lifts: low light would throw it across the whole ground. */
const LONGEST = 2.2;

/** Null where the sheet stays on the background that it was photographed on. */
export function planGround(
  placement: Placement,
  sheet: Sheet,
  { background, light, seed }: MappingParameters,
  inSpace: (colour: LinearColour) => LinearColour,
): GroundPlan | null {
  if (!background) return null;
  const { printed, margin } = placement;
  const shorterSide = Math.min(printed.width, printed.height) + 2 * margin;
  const from = light && light.strength > 0 ? light : sheet.light;
  const side = sheetEdges(placement);
  return {
    colour: inSpace(linearOf(background.colour)),
    sheet: Float64Array.from([...side, ...side]),
    shadow: background.shadow,
    broad: partOf(BROAD, from, shorterSide),
    contact: partOf(CONTACT, from, shorterSide),
    seed,
  };
}

function partOf(
  { lift, softness, darkness }: typeof BROAD,
  { azimuth, elevation }: LightDirection,
  shorterSide: number,
): ShadowPart {
  const a = (azimuth * Math.PI) / 180;
  const reach = Math.min(LONGEST, 1 / Math.tan((Math.max(1, elevation) * Math.PI) / 180)) * lift * shorterSide;
  return { x: reach * Math.cos(a), y: reach * Math.sin(a), softness: softness * shorterSide, darkness };
}

/** Of `#rrggbb`. */
function linearOf(colour: string): LinearColour {
  const codes = codesOfHex(colour);
  const channel = (shift: number) => srgbToLinear(((codes >> shift) & 255) / 255);
  return [channel(16), channel(8), channel(0)];
}
