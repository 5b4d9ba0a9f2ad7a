import { ascii, bigEndian, concatenate, textAt, viewOf } from './bytes.js';
import type { Embedded } from './embedded.js';
import { exifResolution } from './exif-resolution.js';

/**
 * Profile as a colour property, resolution as an EXIF item (ISO/IEC 23008-12). The file is one that libheif wrote: boxes of
 * 32-bit size, items of up to 16-bit number that lie in `mdat`, found by absolute offsets.
 */
export function embedInAvif(file: Uint8Array, { icc, dpi }: Embedded): Uint8Array<ArrayBuffer> {
  if (!icc && dpi === null) return concatenate(file);
  const boxes = boxesOf(file, 0, file.length);
  const metaAt = boxes.findIndex(({ type }) => type === 'meta');
  const meta = boxes[metaAt]!;
  const before = file.subarray(0, meta.start);
  const after = file.subarray(meta.end);
  const exif = dpi === null ? null : concatenate(bigEndian(4, 0), exifResolution(dpi));
  // The shift depends on the new size alone, not on the offsets that stand in it.
  const build = (shift: number, exifAt: number) => rebuildMeta(file, meta, { icc, exif, shift, exifAt });
  const shift = build(0, 0).length - (meta.end - meta.start);
  const exifAt = file.length + shift + 8;
  const tail = exif ? box('mdat', exif) : new Uint8Array(0);
  return concatenate(before, build(shift, exifAt), after, tail);
}

interface Box {
  readonly type: string;
  readonly start: number;
  readonly content: number;
  readonly end: number;
}

interface Additions {
  readonly icc: Uint8Array | null;
  readonly exif: Uint8Array | null;
  /** How far everything behind `meta` moves. */
  readonly shift: number;
  readonly exifAt: number;
}

function boxesOf(file: Uint8Array, from: number, to: number): Box[] {
  const boxes: Box[] = [];
  for (let start = from; start + 8 <= to;) {
    const end = start + viewOf(file).getUint32(start);
    boxes.push({ type: textAt(file, start + 4), start, content: start + 8, end });
    start = end;
  }
  return boxes;
}

function box(type: string, ...parts: readonly Uint8Array[]): Uint8Array {
  const content = concatenate(...parts);
  return concatenate(bigEndian(4, content.length + 8), ascii(type), content);
}

function rebuildMeta(file: Uint8Array, meta: Box, additions: Additions): Uint8Array {
  const children = boxesOf(file, meta.content + 4, meta.end);
  const find = (type: string) => children.find((child) => child.type === type);
  const picture = viewOf(file).getUint16(find('pitm')!.content + 4);
  const { locations, greatest } = readLocations(file, find('iloc')!);
  const exifId = greatest + 1;
  const { icc, exif, shift, exifAt } = additions;
  const parts = children.map((child) => {
    const content = file.subarray(child.content, child.end);
    if (child.type === 'iloc') {
      const moved = locations.map((item) => ({ ...item, offset: item.offset + shift }));
      return writeLocations(exif ? [...moved, { id: exifId, offset: exifAt, length: exif.length }] : moved);
    }
    if (child.type === 'iinf' && exif) return withItem(content, exifId);
    if (child.type === 'iprp' && icc) return withProfile(file, child, icc, picture);
    if (child.type === 'iref' && exif) return box('iref', content, describes(exifId, picture));
    return file.subarray(child.start, child.end);
  });
  if (exif && !find('iref')) parts.push(box('iref', bigEndian(4, 0), describes(exifId, picture)));
  return box('meta', file.subarray(meta.content, meta.content + 4), ...parts);
}

const describes = (item: number, picture: number) => box('cdsc', bigEndian(2, item, 1, picture));

interface Location {
  readonly id: number;
  readonly offset: number;
  readonly length: number;
}

/** @throws Error where items lie otherwise than libheif lays them */
function readLocations(file: Uint8Array, { content }: Box): { locations: Location[]; greatest: number } {
  const view = viewOf(file);
  const version = view.getUint8(content);
  const sizes = view.getUint16(content + 4);
  const [offsetSize, lengthSize, baseSize] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15];
  if (version > 1 || offsetSize !== 4 || lengthSize !== 4 || (baseSize !== 0 && baseSize !== 4)) {
    throw new Error(`AVIF item locations of an unknown form: version ${version}, sizes ${sizes.toString(16)}`);
  }
  const locations: Location[] = [];
  let at = content + 8;
  for (let count = view.getUint16(content + 6); count > 0; count--) {
    const id = view.getUint16(at);
    at += version === 1 ? 6 : 4;
    const base = baseSize === 4 ? view.getUint32(at) : 0;
    at += baseSize;
    const extents = view.getUint16(at);
    if (extents !== 1) throw new Error(`AVIF item in ${extents} parts`);
    locations.push({ id, offset: base + view.getUint32(at + 2), length: view.getUint32(at + 6) });
    at += 10;
  }
  return { locations, greatest: Math.max(...locations.map(({ id }) => id)) };
}

function writeLocations(locations: readonly Location[]): Uint8Array {
  const entries = locations.map(({ id, offset, length }) =>
    concatenate(bigEndian(2, id, 0, 1), bigEndian(4, offset, length)),
  );
  return box('iloc', bigEndian(4, 0), bigEndian(2, 0x4400, locations.length), ...entries);
}

function withItem(content: Uint8Array, id: number): Uint8Array {
  const entry = box('infe', bigEndian(4, 0x02000001), bigEndian(2, id, 0), ascii('Exif\0'));
  const count = viewOf(content).getUint16(4) + 1;
  return box('iinf', content.subarray(0, 4), bigEndian(2, count), content.subarray(6), entry);
}

/** Another property at the end of the list, which the picture is associated with. */
function withProfile(file: Uint8Array, iprp: Box, icc: Uint8Array, picture: number): Uint8Array {
  const [ipco, ipma] = boxesOf(file, iprp.content, iprp.end) as [Box, Box];
  const index = boxesOf(file, ipco.content, ipco.end).length + 1;
  const properties = box('ipco', file.subarray(ipco.content, ipco.end), box('colr', ascii('prof'), icc));
  return box('iprp', properties, withAssociation(file, ipma, picture, index));
}

function withAssociation(file: Uint8Array, { content, end }: Box, picture: number, index: number): Uint8Array {
  const view = viewOf(file);
  if (view.getUint32(content) !== 0) throw new Error('AVIF property associations of an unknown form');
  const entries: Uint8Array[] = [];
  for (let at = content + 8; at < end;) {
    const count = view.getUint8(at + 2);
    const next = at + 3 + count;
    if (view.getUint16(at) === picture) {
      entries.push(bigEndian(2, picture), bigEndian(1, count + 1), file.subarray(at + 3, next), bigEndian(1, index));
    } else {
      entries.push(file.subarray(at, next));
    }
    at = next;
  }
  return box('ipma', file.subarray(content, content + 8), ...entries);
}
