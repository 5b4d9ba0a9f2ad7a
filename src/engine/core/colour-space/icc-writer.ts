import type { Matrix3 } from './matrix3.js';

const HEADER_BYTES = 128;
const TAG_BYTES = 12;
/** D50 as profiles hold it. */
const D50 = [0.9642, 1, 0.82491];
/** Bradford adaptation from D65 to D50. */
const D65_TO_D50 = [1.04784, 0.02292, -0.05019, 0.02954, 0.99049, -0.01707, -0.00925, 0.01507, 0.75179];
/** Parametric curve of type 3 (IEC 61966-2-1): exponent, a, b, c, d. */
const SRGB_CURVE = [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045];

/**
 * A display profile (ICC.1:2010, version 4.3) of D65 white with the sRGB tone curve, as small as the format allows and the
 * same bytes every time.
 *
 * @param toXyz linear RGB to XYZ, adapted to D50
 */
export function writeMatrixProfile(name: string, toXyz: Matrix3): Uint8Array {
  const column = (i: number) => xyz([toXyz[i]!, toXyz[i + 3]!, toXyz[i + 6]!]);
  const curve = tag('para', [0, 3, 0, 0], fixed(SRGB_CURVE));
  const blocks: readonly (readonly [signatures: readonly string[], content: number[]])[] = [
    [['desc'], text(name)],
    [['cprt'], text('CC0')],
    [['wtpt'], xyz(D50)],
    [['chad'], tag('sf32', fixed(D65_TO_D50))],
    [['rXYZ'], column(0)],
    [['gXYZ'], column(1)],
    [['bXYZ'], column(2)],
    [['rTRC', 'gTRC', 'bTRC'], curve],
  ];
  const tags = blocks.flatMap(([signatures]) => signatures).length;
  const table: number[] = [...u32(tags)];
  const contents: number[] = [];
  const start = HEADER_BYTES + 4 + tags * TAG_BYTES;
  for (const [signatures, content] of blocks) {
    for (const signature of signatures)
      table.push(...ascii(signature), ...u32(start + contents.length), ...u32(content.length));
    contents.push(...content, ...Array.from({ length: -content.length & 3 }, () => 0));
  }
  return Uint8Array.from([...header(start + contents.length), ...table, ...contents]);
}

function header(size: number): number[] {
  const bytes = Array.from({ length: HEADER_BYTES }, () => 0);
  const put = (offset: number, values: readonly number[]) => bytes.splice(offset, values.length, ...values);
  put(0, u32(size));
  put(8, [4, 0x30]);
  put(12, ascii('mntrRGB XYZ '));
  // A date is required; 2026-01-01.
  put(24, [0x07, 0xea, 0, 1, 0, 1]);
  put(36, ascii('acsp'));
  put(64, u32(1));
  put(68, fixed(D50));
  return bytes;
}

function tag(type: string, ...parts: readonly (readonly number[])[]): number[] {
  return [...ascii(type), 0, 0, 0, 0, ...parts.flat()];
}

const xyz = (values: readonly number[]): number[] => tag('XYZ ', fixed(values));

/** Text in one language. */
function text(content: string): number[] {
  const units = ascii(content).flatMap((code) => [0, code]);
  return tag('mluc', u32(1), u32(12), ascii('enUS'), u32(units.length), u32(28), units);
}

/** Numbers as s15Fixed16. */
function fixed(values: readonly number[]): number[] {
  return values.flatMap((value) => u32(Math.round(value * 65536)));
}

function u32(value: number): number[] {
  return [(value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
}

function ascii(content: string): number[] {
  return Array.from(content, (character) => character.charCodeAt(0));
}
