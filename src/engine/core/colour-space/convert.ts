import { CODE_OF_LINEAR16, linearToSrgb, srgbToLinear } from '../colour.js';
import type { ColourSpace, ToneCurve } from './colour-space.js';
import { invert, type Matrix3, multiply } from './matrix3.js';
import { encodeBy } from './tone-curve.js';

/**
 * Pictures in work are encoded by the sRGB tone curve, whatever their primaries: multiplying light asks for no more. Codes of
 * this working encoding become those of a space's own curve when the picture is written.
 */
export interface Samples {
  readonly data: Uint8Array | Uint16Array;
  readonly channels: 3 | 4;
}

/** Colour differences below this are rounding of the profiles. */
const SAME = 2e-3;

/** Linear RGB of one space to linear RGB of another: relative colorimetric, so that white stays white. */
export function betweenPrimaries(from: ColourSpace, to: ColourSpace): Matrix3 {
  const m = multiply(invert(to.toXyz)!, from.toXyz);
  // Neutral colours stay neutral to the last digit, which rounded profiles do not.
  return m.map((value, i) => {
    const row = i - (i % 3);
    return value / (m[row]! + m[row + 1]! + m[row + 2]!);
  }) as unknown as Matrix3;
}

/**
 * Brings pixels to 8 bits in the working encoding of `to`; colours outside it are clipped channel by channel. Alpha stays.
 *
 * @param target as many bytes as there are samples
 */
export function toWorkingEncoding(
  { data, channels }: Samples,
  from: ColourSpace,
  to: ColourSpace,
  target: Uint8Array,
): void {
  const deep = data instanceof Uint16Array;
  const most = deep ? 65535 : 255;
  const matrix = betweenPrimaries(from, to);
  if (isIdentity(matrix)) {
    const [red, green, blue] = from.curves.map((curve) => codeTable(curve, most));
    for (let i = 0; i < data.length; i += channels) {
      target[i] = red![data[i]!]!;
      target[i + 1] = green![data[i + 1]!]!;
      target[i + 2] = blue![data[i + 2]!]!;
    }
  } else {
    const [red, green, blue] = from.curves.map((curve) => lightTable(curve, most));
    const [a, b, c, d, e, f, g, h, k] = matrix;
    for (let i = 0; i < data.length; i += channels) {
      const r = red![data[i]!]!;
      const s = green![data[i + 1]!]!;
      const t = blue![data[i + 2]!]!;
      target[i] = encode(a * r + b * s + c * t);
      target[i + 1] = encode(d * r + e * s + f * t);
      target[i + 2] = encode(g * r + h * s + k * t);
    }
  }
  if (channels === 4) for (let i = 3; i < data.length; i += 4) target[i] = deep ? (data[i]! + 128) / 257 : data[i]!;
}

/** Whether 8-bit pixels of `from` are in the working encoding of `to` as they are. */
export function isWorkingEncoding(from: ColourSpace, to: ColourSpace): boolean {
  return from.curves.every((curve) => curve === srgbToLinear) && isIdentity(betweenPrimaries(from, to));
}

function isIdentity(matrix: Matrix3): boolean {
  return matrix.every((value, i) => Math.abs(value - (i % 4 === 0 ? 1 : 0)) < SAME);
}

/** From the working encoding to the space's own codes, in place. */
export function toOwnEncoding(data: Uint8Array, { curves }: ColourSpace): void {
  if (curves.every((curve) => curve === srgbToLinear)) return;
  const [red, green, blue] = curves.map((curve) =>
    Uint8Array.from({ length: 256 }, (_, code) => Math.round(255 * encodeBy(curve, srgbToLinear(code / 255)))),
  );
  for (let i = 0; i < data.length; i += 3) {
    data[i] = red![data[i]!]!;
    data[i + 1] = green![data[i + 1]!]!;
    data[i + 2] = blue![data[i + 2]!]!;
  }
}

function codeTable(curve: ToneCurve, most: number): Uint8Array {
  return Uint8Array.from({ length: most + 1 }, (_, code) => Math.round(255 * linearToSrgb(curve(code / most))));
}

function lightTable(curve: ToneCurve, most: number): Float32Array {
  return Float32Array.from({ length: most + 1 }, (_, code) => 65535 * Math.min(1, Math.max(0, curve(code / most))));
}

function encode(level: number): number {
  return CODE_OF_LINEAR16[level < 0 ? 0 : level > 65534.5 ? 65535 : (level + 0.5) | 0]!;
}
