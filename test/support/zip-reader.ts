export interface ZipEntry {
  readonly name: string;
  readonly content: Buffer;
}

/** Entries of a zip archive whose files are stored uncompressed, by its central directory (APPNOTE 4.3). */
export function readZip(archive: Buffer): ZipEntry[] {
  const end = archive.lastIndexOf(Buffer.from('504b0506', 'hex'));
  const entries: ZipEntry[] = [];
  let at = archive.readUInt32LE(end + 16);
  for (let count = archive.readUInt16LE(end + 10); count > 0; count--) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset));
    const local = archive.readUInt32LE(at + 42);
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength!);
    if (archive.readUInt16LE(at + 10) !== 0) throw new Error(`${name} is compressed`);
    entries.push({ name, content: archive.subarray(start, start + archive.readUInt32LE(at + 20)) });
    at += 46 + nameLength! + extraLength! + commentLength!;
  }
  return entries;
}
