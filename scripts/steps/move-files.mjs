import { createHash, randomUUID } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { LocalStorage } from '../../dist/storage/adapters/local/local-storage.js';
import { UrlSigner } from '../../dist/storage/adapters/local/url-signer.js';
import { BucketProbe } from '../../dist/storage/adapters/s3/bucket-probe.js';
import { makeS3Clients } from '../../dist/storage/adapters/s3/s3-clients.js';
import { S3Storage } from '../../dist/storage/adapters/s3/s3-storage.js';

const AT_THE_SAME_TIME = 8;

/**
 * Copies every file into the bucket and reads it back. A line of the journal is written for each that came back as it was.
 * @returns how many were copied now, and how many the journal knew
 * @throws Error where the bucket cannot be used, or a file comes back otherwise
 */
export async function moveFiles(config) {
  const { s3, publicResults } = config.storage;
  const clients = makeS3Clients(s3);
  const target = new S3Storage({
    bucket: s3.bucket,
    clients,
    probe: new BucketProbe(s3.bucket, clients),
    publicUrl: s3.publicUrl,
    publicResults,
  });
  const source = localStorage(config);
  const journal = join(config.dataDir, `move-${s3.bucket}.journal`);
  const known = new Set(existsSync(journal) ? readFileSync(journal, 'utf8').split('\n') : []);
  const count = { copied: 0, known: 0 };

  async function moveOne(key) {
    const { content, mediaType } = await source.read(key);
    const bytes = await buffer(content);
    const line = `${key} ${sha256(bytes)}`;
    if (known.has(line)) {
      count.known += 1;
      return;
    }
    await target.write(key, bytes, { mediaType });
    if (sha256(await target.readAll(key, bytes.length)) !== sha256(bytes))
      throw new Error(`${key} came back from the bucket otherwise than it went.`);
    appendFileSync(journal, `${line}\n`, { mode: 0o600 });
    count.copied += 1;
  }

  try {
    await target.check(AbortSignal.timeout(10_000));
    const keys = allKeys(source);
    // Each takes the next key; the first failure ends all.
    await Promise.all(
      Array.from({ length: AT_THE_SAME_TIME }, async () => {
        for (let next = await keys.next(); !next.done; next = await keys.next()) await moveOne(next.value);
      }),
    );
    return count;
  } finally {
    clients.destroy();
  }
}

function localStorage({ dataDir }) {
  const temporary = join(dataDir, 'tmp');
  mkdirSync(temporary, { recursive: true, mode: 0o700 });
  return new LocalStorage({
    root: join(dataDir, 'files'),
    temporaryPath: async () => join(temporary, randomUUID()),
    signer: new UrlSigner('signs nothing here'),
    url: (path) => path,
    publicResults: true,
  });
}

async function* allKeys(storage) {
  for (const prefix of ['users/', 'base-images/']) for await (const { key } of storage.list(prefix)) yield key;
}

function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}
