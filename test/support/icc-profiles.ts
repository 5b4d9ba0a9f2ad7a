import type { RgbSpace } from './rgb-spaces.js';

type Tags = readonly (readonly [signature: string, content: Buffer])[];

/** ICC profiles of every kind that pictures come with, in version 2 as most are. */
export function matrixProfile({ name, toXyz, gamma }: RgbSpace): Buffer {
  const column = (i: number) => xyz(toXyz[i]!, toXyz[i + 3]!, toXyz[i + 6]!);
  const curve = gammaCurve(gamma);
  return profile('RGB ', [
    ['desc', description(name)],
    ['wtpt', xyz(0.9642, 1, 0.8249)],
    ['rXYZ', column(0)],
    ['gXYZ', column(1)],
    ['bXYZ', column(2)],
    ['rTRC', curve],
    ['gTRC', curve],
    ['bTRC', curve],
  ]);
}

export function greyProfile(gamma: number): Buffer {
  return profile('GRAY', [
    ['desc', description(`Grey ${gamma}`)],
    ['wtpt', xyz(0.9642, 1, 0.8249)],
    ['kTRC', gammaCurve(gamma)],
  ]);
}

/** The space told by tables (`mft2`) alone, as printers and some cameras do. */
export function tableProfile({ name, toXyz, gamma }: RgbSpace): Buffer {
  const steps = 256;
  const head = Buffer.alloc(52);
  head.write('mft2', 0, 'latin1');
  head.set([3, 3, 2], 8);
  [1, 0, 0, 0, 1, 0, 0, 0, 1].forEach((value, i) => head.writeInt32BE(value * 65536, 12 + i * 4));
  head.writeUInt16BE(steps, 48);
  head.writeUInt16BE(2, 50);
  const input = Array.from({ length: steps }, (_, i) => 65535 * (i / (steps - 1)) ** gamma);
  const corners = [0, 1, 2, 3, 4, 5, 6, 7].flatMap((corner) =>
    [0, 3, 6].map((row) => [4, 2, 1].reduce((sum, bit, i) => sum + (corner & bit ? toXyz[row + i]! * 32768 : 0), 0)),
  );
  const output = [0, 65535];
  const words = [...input, ...input, ...input, ...corners, ...output, ...output, ...output].map(Math.round);
  const tables = Buffer.alloc(words.length * 2);
  words.forEach((word, i) => tables.writeUInt16BE(Math.min(65535, word), i * 2));
  return profile('RGB ', [
    ['desc', description(`${name} tables`)],
    ['wtpt', xyz(0.9642, 1, 0.8249)],
    ['A2B0', Buffer.concat([head, tables])],
  ]);
}

function profile(model: string, tags: Tags): Buffer {
  const contents = [['cprt', text('none')], ...tags] as Tags;
  const header = Buffer.alloc(128);
  header.writeUInt32BE(0x02400000, 8);
  header.write(`mntr${model}XYZ `, 12, 'latin1');
  header.set([0x07, 0xea, 0, 1, 0, 1], 24);
  header.write('acsp', 36, 'latin1');
  xyz(0.9642, 1, 0.8249).copy(header, 68, 8);
  const table = Buffer.alloc(4 + contents.length * 12);
  table.writeUInt32BE(contents.length);
  let offset = 128 + table.length;
  contents.forEach(([signature, content], i) => {
    table.write(signature, 4 + i * 12, 'latin1');
    table.writeUInt32BE(offset, 8 + i * 12);
    table.writeUInt32BE(content.length, 12 + i * 12);
    offset += content.length;
  });
  header.writeUInt32BE(offset);
  return Buffer.concat([header, table, ...contents.map(([, content]) => content)]);
}

function padded(content: Buffer): Buffer {
  return Buffer.concat([content, Buffer.alloc(-content.length & 3)]);
}

function text(content: string): Buffer {
  return padded(Buffer.from(`text\0\0\0\0${content}\0`, 'latin1'));
}

function description(name: string): Buffer {
  const bytes = Buffer.alloc(12 + name.length + 1 + 78);
  bytes.write('desc', 0, 'latin1');
  bytes.writeUInt32BE(name.length + 1, 8);
  bytes.write(name, 12, 'latin1');
  return padded(bytes);
}

function xyz(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(20);
  bytes.write('XYZ ', 0, 'latin1');
  values.forEach((value, i) => bytes.writeInt32BE(Math.round(value * 65536), 8 + i * 4));
  return bytes;
}

function gammaCurve(gamma: number): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.write('curv', 0, 'latin1');
  bytes.writeUInt32BE(1, 8);
  bytes.writeUInt16BE(Math.round(gamma * 256), 12);
  return bytes;
}
