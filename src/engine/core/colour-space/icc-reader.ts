import { type ColourSpace, DISPLAY_P3, identify, SRGB, type ToneCurve } from './colour-space.js';
import { invert, type Matrix3 } from './matrix3.js';
import { readToneCurve } from './tone-curve.js';

/** What the numbers of a picture can be. */
export type ColourModel = 'rgb' | 'grey' | 'cmyk';

/** A profile as far as it is understood here; `lut` profiles are left to a colour engine. */
export type Profile = { readonly name: string; readonly model: ColourModel } & (
  | { readonly kind: 'matrix'; readonly space: ColourSpace }
  | { readonly kind: 'curve'; readonly curve: ToneCurve; readonly icc: Uint8Array }
  | { readonly kind: 'lut' }
);

const MODELS: Readonly<Record<string, ColourModel>> = { 'RGB ': 'rgb', GRAY: 'grey', CMYK: 'cmyk' };
const CLASSES = ['mntr', 'scnr', 'prtr', 'spac'];
const HEADER_BYTES = 128;
const MAX_TAGS = 100;
/** Profiles of matrices and curves are much smaller; larger ones are not carried along. */
const MAX_BYTES = 128 * 1024;
const MAX_NAME = 80;
/** How far the primaries of a sound profile may miss white. */
const WHITE_TOLERANCE = 0.02;
const D50 = [0.9642, 1, 0.82491] as const;

/** Reads an embedded ICC profile (ICC.1:2001 to 2022); undefined where it is damaged or of a kind that no picture has. */
export function readProfile(bytes: Uint8Array): Profile | undefined {
  const tags = readTags(bytes);
  if (!tags) return undefined;
  const model = MODELS[textAt(bytes, 16)];
  if (!model || !CLASSES.includes(textAt(bytes, 12))) return undefined;
  const facts = { name: nameOf(tags.get('desc')) ?? 'unnamed profile', model };
  const icc = bytes.subarray(0, sizeOf(bytes));
  if (tags.has('A2B0') || model === 'cmyk' || textAt(bytes, 20) !== 'XYZ ' || icc.length > MAX_BYTES) {
    return { ...facts, kind: 'lut' };
  }
  if (model === 'grey') {
    const curve = curveOf(tags.get('kTRC'));
    return curve ? { ...facts, kind: 'curve', curve, icc } : undefined;
  }
  const space = matrixSpace(tags, facts.name, icc);
  return space ? { ...facts, kind: 'matrix', space } : { ...facts, kind: 'lut' };
}

function matrixSpace(tags: Tags, name: string, icc: Uint8Array): ColourSpace | undefined {
  const [red, green, blue] = ['rXYZ', 'gXYZ', 'bXYZ'].map((signature) => xyzOf(tags.get(signature)));
  const curves = ['rTRC', 'gTRC', 'bTRC'].map((signature) => curveOf(tags.get(signature)));
  if (!red || !green || !blue || !curves.every((curve) => curve !== undefined)) return undefined;
  const toXyz = [0, 1, 2].flatMap((i) => [red[i]!, green[i]!, blue[i]!]) as unknown as Matrix3;
  const missesWhite = D50.some((value, i) => Math.abs(red[i]! + green[i]! + blue[i]! - value) > WHITE_TOLERANCE);
  if (missesWhite || !invert(toXyz)) return undefined;
  const [r, g, b] = curves as [ToneCurve, ToneCurve, ToneCurve];
  const id = identify(toXyz, [r, g, b]);
  if (id === 'srgb') return { ...SRGB, icc };
  if (id === 'display-p3') return { ...DISPLAY_P3, icc };
  return { id, name, toXyz, curves: [r, g, b], icc };
}

type Tags = ReadonlyMap<string, DataView>;

function sizeOf(bytes: Uint8Array): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
}

function readTags(bytes: Uint8Array): Tags | undefined {
  if (bytes.length < HEADER_BYTES + 4 || textAt(bytes, 36) !== 'acsp') return undefined;
  const size = sizeOf(bytes);
  if (size < HEADER_BYTES + 4 || size > bytes.length) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, size);
  const count = view.getUint32(HEADER_BYTES);
  if (count > MAX_TAGS || HEADER_BYTES + 4 + count * 12 > size) return undefined;
  const tags = new Map<string, DataView>();
  for (let i = 0; i < count; i++) {
    const entry = HEADER_BYTES + 4 + i * 12;
    const [offset, length] = [view.getUint32(entry + 4), view.getUint32(entry + 8)];
    if (offset + length > size) return undefined;
    tags.set(textAt(bytes, entry), new DataView(bytes.buffer, bytes.byteOffset + offset, length));
  }
  return tags;
}

function curveOf(view: DataView | undefined): ToneCurve | undefined {
  return view && readToneCurve(view);
}

function xyzOf(view: DataView | undefined): [number, number, number] | undefined {
  if (!view || view.byteLength < 20) return undefined;
  return [view.getInt32(8) / 65536, view.getInt32(12) / 65536, view.getInt32(16) / 65536];
}

/** From a `desc` (version 2) or `mluc` (version 4) tag: one line of printable text. */
function nameOf(view: DataView | undefined): string | undefined {
  if (!view || view.byteLength < 13) return undefined;
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  let name = '';
  if (textAt(bytes, 0) === 'desc') {
    name = new TextDecoder('latin1').decode(bytes.subarray(12, 12 + Math.min(view.getUint32(8), 4 * MAX_NAME)));
  } else if (textAt(bytes, 0) === 'mluc' && view.byteLength >= 28) {
    const [length, offset] = [view.getUint32(20), view.getUint32(24)];
    name = new TextDecoder('utf-16be').decode(bytes.subarray(offset, offset + Math.min(length, 4 * MAX_NAME)));
  }
  const line = name
    .replaceAll(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, MAX_NAME);
  return line === '' ? undefined : line;
}

function textAt(bytes: Uint8Array, offset: number): string {
  return String.fromCharCode(...bytes.subarray(offset, offset + 4));
}
