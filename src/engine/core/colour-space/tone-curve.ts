import type { ToneCurve } from './colour-space.js';

/** Parameters of `para` curves by function type: exponent, a, b, c, d, e, f as far as each has them. */
const PARAMETERS = [1, 3, 4, 5, 7];
/** Largest table that is read; the format's own limit is no limit. */
const MAX_ENTRIES = 65536;

/** Reads a `curv` or `para` tag (ICC.1, 10.6 and 10.18); undefined where it is neither or makes no sense. */
export function readToneCurve(view: DataView): ToneCurve | undefined {
  if (view.byteLength < 12) return undefined;
  const type = view.getUint32(0);
  const curve = type === 0x63757276 ? tableCurve(view) : type === 0x70617261 ? parametricCurve(view) : undefined;
  return curve && rises(curve) ? curve : undefined;
}

function tableCurve(view: DataView): ToneCurve | undefined {
  const count = view.getUint32(8);
  if (count === 0) return (encoded) => encoded;
  if (count > MAX_ENTRIES || 12 + count * 2 > view.byteLength) return undefined;
  if (count === 1) {
    const gamma = view.getUint16(12) / 256;
    return gamma > 0 ? (encoded) => encoded ** gamma : undefined;
  }
  const table = Float64Array.from({ length: count }, (_, i) => view.getUint16(12 + i * 2) / 65535);
  return (encoded) => {
    const position = Math.min(1, Math.max(0, encoded)) * (count - 1);
    const below = Math.min(count - 2, Math.floor(position));
    return table[below]! + (position - below) * (table[below + 1]! - table[below]!);
  };
}

function parametricCurve(view: DataView): ToneCurve | undefined {
  const kind = view.getUint16(8);
  const count = PARAMETERS[kind];
  if (count === undefined || 12 + count * 4 > view.byteLength) return undefined;
  const at = (i: number) => view.getInt32(12 + i * 4) / 65536;
  const [g, a, b, c] = [at(0), kind > 0 ? at(1) : 1, kind > 0 ? at(2) : 0, kind > 1 ? at(3) : 0];
  const power = (encoded: number) => Math.max(0, a * encoded + b) ** g;
  if (!(g > 0)) return undefined;
  if (kind === 0) return power;
  if (kind === 1) return a === 0 ? undefined : (encoded) => (encoded >= -b / a ? power(encoded) : 0);
  if (kind === 2) return a === 0 ? undefined : (encoded) => (encoded >= -b / a ? power(encoded) + c : c);
  const [d, e, f] = [at(4), kind === 4 ? at(5) : 0, kind === 4 ? at(6) : 0];
  return (encoded) => (encoded >= d ? power(encoded) + e : c * encoded + f);
}

/** From nearly nothing to nearly all, never falling, never out of range by more than rounding. */
function rises(curve: ToneCurve): boolean {
  let last = -0.01;
  for (let code = 0; code <= 255; code++) {
    const light = curve(code / 255);
    if (!(light >= last - 1e-4 && light <= 1.01)) return false;
    last = light;
  }
  return curve(0) < 0.05 && last > 0.9;
}

/** Encoded value whose light is the given one, by bisection. */
export function encodeBy(curve: ToneCurve, light: number): number {
  let [low, high] = [0, 1];
  for (let step = 0; step < 24; step++) {
    const middle = (low + high) / 2;
    if (curve(middle) < light) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
