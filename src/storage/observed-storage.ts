import { SpanKind } from '@opentelemetry/api';
import { Counter, Histogram } from 'prom-client';
import { AppError } from '../common/app-error.js';
import { traced } from '../common/tracing.js';
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
} from './storage.port.js';

const seconds = new Histogram({
  name: 'artwork_mapping_storage_operation_seconds',
  help: 'Time until storage had done what it was asked; of reading, until the first byte could be read.',
  labelNames: ['operation', 'outcome'],
  buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
});

const bytes = new Counter({
  name: 'artwork_mapping_storage_bytes_total',
  help: 'Bytes written to storage, and of objects opened for reading.',
  labelNames: ['direction'],
});

/** Any storage, measured. */
export class ObservedStorage implements StoragePort {
  constructor(private readonly storage: StoragePort) {}

  async write(
    key: string,
    content: Parameters<StoragePort['write']>[1],
    options: WriteOptions,
  ): Promise<WrittenObject> {
    const info = await measure('write', () => this.storage.write(key, content, options));
    bytes.inc({ direction: 'written' }, info.bytes);
    return info;
  }

  async read(key: string, range?: ByteRange, signal?: AbortSignal): Promise<StoredObject> {
    const object = await measure('read', () => this.storage.read(key, range, signal));
    bytes.inc({ direction: 'read' }, range ? range.end - range.start + 1 : object.bytes);
    return object;
  }

  async readAll(key: string, maxBytes: number, signal?: AbortSignal): Promise<Uint8Array> {
    const content = await measure('read', () => this.storage.readAll(key, maxBytes, signal));
    bytes.inc({ direction: 'read' }, content.byteLength);
    return content;
  }

  info(key: string, signal?: AbortSignal): Promise<ObjectInfo> {
    return measure('info', () => this.storage.info(key, signal));
  }

  remove(key: string, signal?: AbortSignal): Promise<void> {
    return measure('remove', () => this.storage.remove(key, signal));
  }

  list(prefix: string, signal?: AbortSignal): AsyncIterable<ListedObject> {
    return this.storage.list(prefix, signal);
  }

  signedUrl(key: string, expiresInSeconds: number): Promise<string> {
    return this.storage.signedUrl(key, expiresInSeconds);
  }

  signedUpload(key: string, terms: UploadTerms, expiresInSeconds: number): Promise<SignedUpload> {
    return this.storage.signedUpload(key, terms, expiresInSeconds);
  }

  publicUrl(key: string): string | undefined {
    return this.storage.publicUrl(key);
  }

  check(signal: AbortSignal): Promise<void> {
    return this.storage.check(signal);
  }
}

async function measure<T>(operation: string, work: () => Promise<T>): Promise<T> {
  const stop = seconds.startTimer({ operation });
  try {
    const result = await traced(`storage ${operation}`, { kind: SpanKind.CLIENT }, work);
    stop({ outcome: 'done' });
    return result;
  } catch (error) {
    stop({ outcome: error instanceof AppError ? error.code : 'other' });
    throw error;
  }
}
