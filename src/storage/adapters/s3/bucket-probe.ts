import { DeleteObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { AppError } from '../../../common/app-error.js';
import type { S3Clients } from './s3-clients.js';
import { explainStorageFailure } from './s3-failure.js';

const PROBE_KEY = 'probes/readiness.txt';
/** Probes come every few seconds and requests cost money: a write that succeeded counts for this long. */
const WRITABLE_MILLISECONDS = 5 * 60_000;

/** Whether a bucket can be used: listed each time, written to and removed from now and then. */
export class BucketProbe {
  private writableUntil = 0;

  constructor(
    private readonly bucket: string,
    private readonly clients: S3Clients,
  ) {}

  /** @throws AppError saying in words what is wrong */
  async check(signal: AbortSignal): Promise<void> {
    try {
      const listing = new ListObjectsV2Command({ Bucket: this.bucket, MaxKeys: 1 });
      await this.clients.probe.send(listing, { abortSignal: signal });
      if (performance.now() > this.writableUntil) await this.writeAndRemove(signal);
    } catch (error) {
      throw new AppError('DEPENDENCY_UNAVAILABLE', explainStorageFailure(error), {
        cause: error,
        retryAfterSeconds: 5,
      });
    }
  }

  private async writeAndRemove(abortSignal: AbortSignal): Promise<void> {
    const object = { Bucket: this.bucket, Key: PROBE_KEY };
    const { probe } = this.clients;
    await probe.send(new PutObjectCommand({ ...object, Body: 'probe' }), { abortSignal });
    await probe.send(new DeleteObjectCommand(object), { abortSignal });
    this.writableUntil = performance.now() + WRITABLE_MILLISECONDS;
  }
}
