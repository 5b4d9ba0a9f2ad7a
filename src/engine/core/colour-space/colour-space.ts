import { srgbToLinear } from '../colour.js';
import { writeMatrixProfile } from './icc-writer.js';
import type { Matrix3 } from './matrix3.js';

/** Linear light 0…1 of an encoded value 0…1; never falling. */
export type ToneCurve = (encoded: number) => number;

/** Spaces that have a name everywhere; `other` is any that a profile describes by primaries and curves. */
export type ColourSpaceId = 'srgb' | 'display-p3' | 'adobe-rgb' | 'prophoto-rgb' | 'other';

/** An RGB space as a matrix profile describes it (ICC.1, "three-component matrix-based"). */
export interface ColourSpace {
  readonly id: ColourSpaceId;
  /** For people. */
  readonly name: string;
  /** Linear RGB to CIE XYZ, adapted to D50, luminance of white 1. */
  readonly toXyz: Matrix3;
  /** Of red, green and blue. */
  readonly curves: readonly [ToneCurve, ToneCurve, ToneCurve];
  /** What says so in a file. */
  readonly icc: Uint8Array;
}

const SRGB_PRIMARIES: Matrix3 = [0.43607, 0.38515, 0.14307, 0.22249, 0.71687, 0.06061, 0.01392, 0.09708, 0.7141];
const P3_PRIMARIES: Matrix3 = [0.51512, 0.29198, 0.1571, 0.2412, 0.69225, 0.06657, -0.00105, 0.04189, 0.78407];

const srgbCurves = [srgbToLinear, srgbToLinear, srgbToLinear] as const;

export const SRGB: ColourSpace = {
  id: 'srgb',
  name: 'sRGB',
  toXyz: SRGB_PRIMARIES,
  curves: srgbCurves,
  icc: writeMatrixProfile('sRGB', SRGB_PRIMARIES),
};

export const DISPLAY_P3: ColourSpace = {
  id: 'display-p3',
  name: 'Display P3',
  toXyz: P3_PRIMARIES,
  curves: srgbCurves,
  icc: writeMatrixProfile('Display P3', P3_PRIMARIES),
};

/** Spaces that are told by their primaries and the exponent of their curves. */
const KNOWN: readonly { readonly id: ColourSpaceId; readonly toXyz: Matrix3; readonly curve: ToneCurve }[] = [
  { id: 'srgb', toXyz: SRGB_PRIMARIES, curve: srgbToLinear },
  { id: 'display-p3', toXyz: P3_PRIMARIES, curve: srgbToLinear },
  {
    id: 'adobe-rgb',
    toXyz: [0.60974, 0.20528, 0.14919, 0.31111, 0.62567, 0.06322, 0.01947, 0.06087, 0.74457],
    curve: (encoded) => encoded ** 2.19921875,
  },
  {
    id: 'prophoto-rgb',
    toXyz: [0.79767, 0.13519, 0.03135, 0.28804, 0.71188, 0.00009, 0, 0, 0.82491],
    curve: (encoded) => encoded ** 1.8,
  },
];

const PRIMARY_TOLERANCE = 0.002;
/** Of linear light: below half an 8-bit code in every curve that is told by it. */
const CURVE_TOLERANCE = 0.0025;

/** Which of the named spaces primaries and curves describe. */
export function identify(toXyz: Matrix3, curves: ColourSpace['curves']): ColourSpaceId {
  const fits = KNOWN.find(
    (known) =>
      known.toXyz.every((value, i) => Math.abs(value - toXyz[i]!) < PRIMARY_TOLERANCE) &&
      curves.every((curve) => sameCurve(curve, known.curve)),
  );
  return fits?.id ?? 'other';
}

function sameCurve(a: ToneCurve, b: ToneCurve): boolean {
  for (let code = 0; code <= 255; code += 5) {
    if (!(Math.abs(a(code / 255) - b(code / 255)) < CURVE_TOLERANCE)) return false;
  }
  return true;
}
