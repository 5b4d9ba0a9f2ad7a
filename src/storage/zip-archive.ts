import { PassThrough, type Readable, type Transform } from 'node:stream';
import ZipStream from 'zip-stream';

export interface ArchiveEntry {
  /** Path with `/` between its parts. */
  readonly name: string;
  readonly date: Date;
  /** Undefined: the entry is left out. */
  readonly open: (signal: AbortSignal) => Promise<Readable | Buffer | undefined>;
}

// Its type declarations do not know that it is a stream.
type Archive = ZipStream & Transform & { finish(): void };

/** A zip archive, made as it is read. Files are stored as they are: pictures are compressed already. */
export function zipArchive(
  entries: Iterable<ArchiveEntry> | AsyncIterable<ArchiveEntry>,
  signal: AbortSignal,
): Readable {
  const archive = new ZipStream({ store: true }) as Archive;
  const output = new PassThrough();
  archive.on('error', (error: Error) => output.destroy(error));
  archive.pipe(output);
  void write(archive, entries, signal).catch((error: Error) => output.destroy(error));
  return output;
}

async function write(
  archive: Archive,
  entries: Iterable<ArchiveEntry> | AsyncIterable<ArchiveEntry>,
  signal: AbortSignal,
): Promise<void> {
  for await (const { name, date, open } of entries) {
    signal.throwIfAborted();
    const content = await open(signal);
    if (content === undefined) continue;
    await new Promise<void>((done, fail) => {
      if (!Buffer.isBuffer(content)) content.once('error', fail);
      archive.entry(content, { name, date }, (error) => (error ? fail(error) : done()));
    });
  }
  archive.finish();
}
