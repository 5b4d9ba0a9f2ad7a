import { addAbortSignal, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  type GetObjectCommandInput,
  type GetObjectCommandOutput,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { AppError } from '../../../common/app-error.js';
import { isPublicKey, isStorageKey, isStoragePrefix, isUploadKey } from '../../storage-keys.js';
import type {
  ByteRange,
  ListedObject,
  ObjectInfo,
  SignedUpload,
  StoragePort,
  StoredObject,
  UploadTerms,
  WriteOptions,
  WrittenObject,
} from '../../storage.port.js';
import type { BucketProbe } from './bucket-probe.js';
import type { S3Clients } from './s3-clients.js';
import { toStorageFailure } from './s3-failure.js';
import { untilUncontested } from './uncontested.js';
import { steadyBody } from './steady-body.js';
import { uploadStream } from './upload-stream.js';

export interface S3StorageOptions {
  readonly bucket: string;
  readonly clients: S3Clients;
  readonly probe: BucketProbe;
  /** Address of the bucket for clients. */
  readonly publicUrl: string;
  readonly publicResults: boolean;
}

/** From the first attempt to the head of an answer, waiting for a socket and retries included. */
const ANSWER_MILLISECONDS = 25_000;
/** A whole object into memory. */
const READ_ALL_MILLISECONDS = 60_000;
/** Signature version 4 allows no more. */
const MAX_SIGNED_SECONDS = 7 * 86_400;
const FOREVER = 'public, max-age=31536000, immutable';

/** Objects in an S3 bucket under their logical keys. The ETag is the server's own. */
export class S3Storage implements StoragePort {
  constructor(private readonly options: S3StorageOptions) {}

  async write(
    key: string,
    content: Uint8Array | Readable,
    { mediaType, signal }: WriteOptions,
  ): Promise<WrittenObject> {
    requireKey(key);
    signal?.throwIfAborted();
    const params = {
      Bucket: this.options.bucket,
      Key: key,
      ContentType: mediaType,
      CacheControl: isPublicKey(key) ? FOREVER : 'private, no-cache',
    };
    const client = this.options.clients.objects;
    if (content instanceof Readable) {
      const uploading = uploadStream(client, params, content, signal);
      const { etag, bytes } = await uploading.catch(passOn(signal));
      return { bytes, mediaType, etag: bare(etag) };
    }
    const put = new PutObjectCommand({ ...params, Body: content, ContentLength: content.byteLength });
    const { ETag } = await this.within(signal, (abortSignal) =>
      untilUncontested(() => client.send(put, { abortSignal }), abortSignal),
    );
    return { bytes: content.byteLength, mediaType, etag: bare(ETag) };
  }

  async read(key: string, range?: ByteRange, signal?: AbortSignal): Promise<StoredObject> {
    requireKey(key);
    if (range && (range.start < 0 || range.start > range.end)) throw unsatisfiable();
    const asked = range === undefined ? {} : { Range: `bytes=${range.start}-${range.end}` };
    const answer = await this.get(key, asked, signal);
    const body = answer.Body as Readable;
    const info = infoOf(answer, answer.ContentRange === undefined ? undefined : totalOf(answer.ContentRange));
    const { start, end } = range ?? { start: 0, end: info.bytes - 1 };
    if (end >= info.bytes) {
      body.destroy();
      throw unsatisfiable();
    }
    const content = steadyBody(body, {
      length: end - start + 1,
      reopen: async (offset) => {
        const rest = { Range: `bytes=${start + offset}-${end}`, IfMatch: answer.ETag };
        return (await this.get(key, rest, signal)).Body as Readable;
      },
      toFailure: toStorageFailure,
    });
    return { ...info, content: signal ? addAbortSignal(signal, content) : content };
  }

  async readAll(key: string, maxBytes: number, signal?: AbortSignal): Promise<Uint8Array> {
    const deadline = AbortSignal.timeout(READ_ALL_MILLISECONDS);
    const { bytes, content } = await this.read(key, undefined, signal ? AbortSignal.any([signal, deadline]) : deadline);
    if (bytes > maxBytes) {
      content.destroy();
      throw new AppError('BODY_TOO_LARGE', `The file has ${bytes} bytes; at most ${maxBytes} can be read.`);
    }
    return buffer(content).catch(passOn(signal));
  }

  async info(key: string, signal?: AbortSignal): Promise<ObjectInfo> {
    requireKey(key);
    const head = new HeadObjectCommand({ Bucket: this.options.bucket, Key: key });
    try {
      return infoOf(
        await this.within(signal, (abortSignal) => this.options.clients.objects.send(head, { abortSignal })),
      );
    } catch (error) {
      // An answer without a body cannot say whether the object or the whole bucket is missing.
      if (error instanceof AppError && error.code === 'NOT_FOUND') await this.requireBucket(signal);
      throw error;
    }
  }

  async remove(key: string, signal?: AbortSignal): Promise<void> {
    requireKey(key);
    const command = new DeleteObjectCommand({ Bucket: this.options.bucket, Key: key });
    try {
      await this.within(signal, (abortSignal) => this.options.clients.objects.send(command, { abortSignal }));
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'NOT_FOUND')) throw error;
    }
  }

  async *list(prefix: string, signal?: AbortSignal): AsyncIterable<ListedObject> {
    if (!isStoragePrefix(prefix)) throw new Error(`not a prefix of storage keys: ${JSON.stringify(prefix)}`);
    let next: string | undefined;
    do {
      const command = new ListObjectsV2Command({
        Bucket: this.options.bucket,
        Prefix: prefix,
        ...(next === undefined ? {} : { ContinuationToken: next }),
      });
      const page = await this.within(signal, (abortSignal) =>
        this.options.clients.objects.send(command, { abortSignal }),
      );
      for (const { Key, LastModified } of page.Contents ?? []) {
        if (Key !== undefined && LastModified !== undefined) yield { key: Key, modifiedAt: LastModified };
      }
      next = page.NextContinuationToken;
    } while (next !== undefined);
  }

  /** Signed as of the last third of the lifetime, so that the same address is given again for that long. */
  async signedUrl(key: string, expiresInSeconds: number): Promise<string> {
    requireKey(key);
    const expiresIn = Math.min(expiresInSeconds, MAX_SIGNED_SECONDS);
    const step = Math.max(1, Math.floor(expiresIn / 3)) * 1000;
    const signingDate = new Date(Math.floor(Date.now() / step) * step);
    const command = new GetObjectCommand({
      Bucket: this.options.bucket,
      Key: key,
      ResponseCacheControl: `private, max-age=${expiresIn}`,
    });
    const signing = getSignedUrl(this.options.clients.addresses, command, { expiresIn, signingDate });
    return signing.catch(passOn(undefined));
  }

  async signedUpload(key: string, { bytes, mediaType }: UploadTerms, expiresInSeconds: number): Promise<SignedUpload> {
    if (!isUploadKey(key)) throw new Error(`not the key of an upload: ${JSON.stringify(key)}`);
    const command = new PutObjectCommand({
      Bucket: this.options.bucket,
      Key: key,
      ContentLength: bytes,
      ContentType: mediaType,
    });
    const signing = getSignedUrl(this.options.clients.addresses, command, {
      expiresIn: Math.min(expiresInSeconds, MAX_SIGNED_SECONDS),
      // By default the library leaves the type out of the signature.
      signableHeaders: new Set(['host', 'content-length', 'content-type']),
    });
    return { url: await signing.catch(passOn(undefined)), headers: { 'Content-Type': mediaType } };
  }

  publicUrl(key: string): string | undefined {
    return this.options.publicResults && isPublicKey(key) ? `${this.options.publicUrl}/${key}` : undefined;
  }

  check(signal: AbortSignal): Promise<void> {
    return this.options.probe.check(signal);
  }

  private get(
    key: string,
    conditions: Partial<GetObjectCommandInput>,
    signal?: AbortSignal,
  ): Promise<GetObjectCommandOutput> {
    const command = new GetObjectCommand({ Bucket: this.options.bucket, Key: key, ...conditions });
    return this.within(signal, (abortSignal) => this.options.clients.objects.send(command, { abortSignal }));
  }

  private async requireBucket(signal: AbortSignal | undefined): Promise<void> {
    const command = new ListObjectsV2Command({ Bucket: this.options.bucket, MaxKeys: 1 });
    await this.within(signal, (abortSignal) => this.options.clients.objects.send(command, { abortSignal }));
  }

  /** Sends one command under a deadline that ends with the head of its answer: a body has limits of its own. */
  private async within<T>(signal: AbortSignal | undefined, send: (signal: AbortSignal) => Promise<T>): Promise<T> {
    signal?.throwIfAborted();
    const deadline = new AbortController();
    const alarm = setTimeout(() => deadline.abort(), ANSWER_MILLISECONDS);
    try {
      return await send(signal ? AbortSignal.any([signal, deadline.signal]) : deadline.signal);
    } catch (error) {
      return passOn(signal)(error);
    } finally {
      clearTimeout(alarm);
    }
  }
}

function passOn(signal: AbortSignal | undefined): (error: unknown) => never {
  return (error) => {
    signal?.throwIfAborted();
    throw toStorageFailure(error);
  };
}

function infoOf(
  answer: Pick<GetObjectCommandOutput, 'ContentLength' | 'ContentType' | 'ETag' | 'LastModified'>,
  bytes = answer.ContentLength ?? 0,
): ObjectInfo {
  return {
    bytes,
    mediaType: answer.ContentType ?? 'application/octet-stream',
    etag: bare(answer.ETag),
    modifiedAt: answer.LastModified ?? new Date(0),
  };
}

/** `bytes 0-9/1000` → 1000 */
function totalOf(contentRange: string): number {
  return Number(contentRange.slice(contentRange.lastIndexOf('/') + 1));
}

function bare(etag: string | undefined): string {
  return (etag ?? '').replaceAll('"', '');
}

function requireKey(key: string): void {
  if (!isStorageKey(key)) throw new Error(`not a storage key: ${JSON.stringify(key)}`);
}

function unsatisfiable(): AppError {
  return new AppError('RANGE_NOT_SATISFIABLE', 'The range must lie inside the file.');
}
