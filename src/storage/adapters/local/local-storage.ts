import { type FileHandle, mkdir, open, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addAbortSignal, Readable } from 'node:stream';
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
import { placeDurably, pruneEmptyFolders } from './durable-place.js';
import { readFooter, writeObjectFile } from './object-file.js';
import { toStorageFailure } from './storage-failure.js';
import type { UrlSigner } from './url-signer.js';

export interface LocalStorageOptions {
  /** Folder of the objects. */
  readonly root: string;
  /** A fresh path on the same file system, for a file in the making. */
  readonly temporaryPath: () => Promise<string>;
  readonly signer: UrlSigner;
  /** Absolute URL of a path from the root of the service. */
  readonly url: (path: string) => string;
  readonly publicResults: boolean;
}

/** Objects as files on a local disk, their keys as paths. */
export class LocalStorage implements StoragePort {
  constructor(private readonly options: LocalStorageOptions) {}

  async write(
    key: string,
    content: Uint8Array | Readable,
    { mediaType, signal }: WriteOptions,
  ): Promise<WrittenObject> {
    const target = this.path(key);
    const temporary = await this.options.temporaryPath();
    try {
      const { sha256, bytes } = await writeObjectFile(temporary, content, mediaType, signal);
      await placeDurably(temporary, target, this.options.root).catch(rethrowFailure);
      return { bytes, mediaType, etag: sha256 };
    } catch (error) {
      await rm(temporary, { force: true });
      signal?.throwIfAborted();
      throw error;
    }
  }

  async read(key: string, range?: ByteRange, signal?: AbortSignal): Promise<StoredObject> {
    const { file, info } = await this.open(key, signal);
    try {
      const { start, end } = range ?? { start: 0, end: info.bytes - 1 };
      if (range && (start < 0 || start > end || end >= info.bytes)) {
        throw new AppError('RANGE_NOT_SATISFIABLE', `The range must lie inside the file's ${info.bytes} bytes.`);
      }
      if (info.bytes === 0) {
        await file.close();
        return { ...info, content: Readable.from([]) };
      }
      const content = file.createReadStream({ start, end });
      return { ...info, content: signal ? addAbortSignal(signal, content) : content };
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  async readAll(key: string, maxBytes: number, signal?: AbortSignal): Promise<Uint8Array> {
    const { file, info } = await this.open(key, signal);
    try {
      if (info.bytes > maxBytes) {
        throw new AppError('BODY_TOO_LARGE', `The file has ${info.bytes} bytes; at most ${maxBytes} can be read.`);
      }
      const content = Buffer.allocUnsafeSlow(info.bytes);
      const { bytesRead } = await file.read(content, 0, info.bytes, 0);
      if (bytesRead !== info.bytes) throw new Error('a stored file is shorter than its footer says');
      signal?.throwIfAborted();
      return content;
    } catch (error) {
      throw toStorageFailure(error);
    } finally {
      await file.close();
    }
  }

  async info(key: string, signal?: AbortSignal): Promise<ObjectInfo> {
    const { file, info } = await this.open(key, signal);
    await file.close();
    return info;
  }

  async remove(key: string, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    const target = this.path(key);
    try {
      await rm(target, { force: true });
    } catch (error) {
      throw toStorageFailure(error);
    }
    await pruneEmptyFolders(target, this.options.root);
  }

  async *list(prefix: string, signal?: AbortSignal): AsyncIterable<ListedObject> {
    if (!isStoragePrefix(prefix)) throw new Error(`not a prefix of storage keys: ${JSON.stringify(prefix)}`);
    const folder = join(this.options.root, prefix);
    const entries = await readdir(folder, { withFileTypes: true }).catch(noneIfAbsent);
    for (const entry of entries) {
      signal?.throwIfAborted();
      if (entry.isDirectory()) {
        yield* this.list(`${prefix}${entry.name}/`, signal);
        continue;
      }
      const found = await stat(join(folder, entry.name)).catch(noneIfAbsent);
      if ('mtime' in found) yield { key: prefix + entry.name, modifiedAt: found.mtime };
    }
  }

  async signedUrl(key: string, expiresInSeconds: number): Promise<string> {
    this.path(key);
    return this.options.url(`/files/${key}?${this.options.signer.sign(key, expiresInSeconds)}`);
  }

  async signedUpload(key: string, terms: UploadTerms, expiresInSeconds: number): Promise<SignedUpload> {
    if (!isUploadKey(key)) throw new Error(`not the key of an upload: ${JSON.stringify(key)}`);
    const query = this.options.signer.signUpload(key, terms, expiresInSeconds);
    return { url: this.options.url(`/files/${key}?${query}`), headers: { 'Content-Type': terms.mediaType } };
  }

  publicUrl(key: string): string | undefined {
    return this.options.publicResults && isPublicKey(key) ? this.options.url(`/files/${key}`) : undefined;
  }

  async check(signal: AbortSignal): Promise<void> {
    const probe = await this.options.temporaryPath();
    try {
      await mkdir(this.options.root, { recursive: true });
      await writeFile(probe, 'probe', { signal, flag: 'wx' });
    } catch (error) {
      throw toStorageFailure(error);
    } finally {
      await rm(probe, { force: true });
    }
  }

  private path(key: string): string {
    if (!isStorageKey(key)) throw new Error(`not a storage key: ${JSON.stringify(key)}`);
    return join(this.options.root, key);
  }

  private async open(key: string, signal?: AbortSignal): Promise<{ file: FileHandle; info: ObjectInfo }> {
    signal?.throwIfAborted();
    const file = await open(this.path(key), 'r').catch(throwNotFoundIfAbsent);
    try {
      const { size, mtime } = await file.stat();
      const { mediaType, sha256, bytes } = await readFooter(file, size);
      return { file, info: { bytes, mediaType, etag: sha256, modifiedAt: mtime } };
    } catch (error) {
      await file.close();
      throw toStorageFailure(error);
    }
  }
}

function noneIfAbsent(error: NodeJS.ErrnoException): never[] {
  if (error.code === 'ENOENT') return [];
  throw toStorageFailure(error);
}

function throwNotFoundIfAbsent(error: NodeJS.ErrnoException): never {
  if (error.code !== 'ENOENT') throw toStorageFailure(error);
  throw new AppError('NOT_FOUND', 'There is no such file.', { cause: error });
}

function rethrowFailure(error: unknown): never {
  throw toStorageFailure(error);
}
