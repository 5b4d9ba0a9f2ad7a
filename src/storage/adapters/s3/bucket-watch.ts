import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import { isInterruption, storageUnavailable } from './s3-failure.js';

/** A request that has no answer for so long raises the question whether the server still answers anybody. */
const DOUBT_MILLISECONDS = 2000;
/** It has so long to say so. */
const SIGN_OF_LIFE_MILLISECONDS = 3000;
const PAUSE_MILLISECONDS = { least: 500, most: 1500 };

/**
 * Notices that the server is away while requests wait for it: these and all later ones fail at once instead of each waiting out
 * its own limit, until the server answers again. A large object on a slow line is no sign of that: what counts is whether a
 * small question of the watch's own, on a connection of its own, is answered at all.
 */
export class BucketWatch {
  private readonly logger = new Logger('Storage');
  private readonly waiting = new Set<AbortController>();
  private away = false;
  private asking = false;
  private stopped = false;

  constructor(
    private readonly bucket: string,
    private readonly probe: S3Client,
  ) {}

  /** The same client under watch. @throws AppError `DEPENDENCY_UNAVAILABLE` from its requests while the server is away */
  over(client: S3Client): S3Client {
    const send = (command: Parameters<S3Client['send']>[0], options?: { abortSignal?: AbortSignal }) =>
      this.guard(options?.abortSignal, (abortSignal) => client.send(command, { ...options, abortSignal }));
    return Object.create(client, { send: { value: send } }) as S3Client;
  }

  stop(): void {
    this.stopped = true;
  }

  private async guard<T>(signal: AbortSignal | undefined, send: (signal: AbortSignal) => Promise<T>): Promise<T> {
    if (this.away) throw storageUnavailable('the storage does not answer anybody');
    const given = new AbortController();
    this.waiting.add(given);
    const doubt = setInterval(() => this.doubt(), DOUBT_MILLISECONDS);
    try {
      return await send(signal ? AbortSignal.any([signal, given.signal]) : given.signal);
    } catch (error) {
      if (given.signal.aborted && !signal?.aborted) throw storageUnavailable(error);
      if (isInterruption(error) && !signal?.aborted) this.doubt();
      throw error;
    } finally {
      clearInterval(doubt);
      this.waiting.delete(given);
    }
  }

  private doubt(): void {
    if (!this.asking) void this.askUntilAnswered();
  }

  private async askUntilAnswered(): Promise<void> {
    this.asking = true;
    while (!this.stopped && !(await this.answers())) {
      if (!this.away) this.logger.warn('the storage does not answer: files are refused until it does');
      this.away = true;
      for (const request of this.waiting) request.abort();
      const { least, most } = PAUSE_MILLISECONDS;
      await pause(least + Math.random() * (most - least), undefined, { ref: false });
    }
    if (this.away && !this.stopped) this.logger.log('the storage answers again');
    this.away = false;
    this.asking = false;
  }

  /** A refusal is an answer, too. */
  private async answers(): Promise<boolean> {
    const question = new ListObjectsV2Command({ Bucket: this.bucket, MaxKeys: 1 });
    const abortSignal = AbortSignal.timeout(SIGN_OF_LIFE_MILLISECONDS);
    try {
      await this.probe.send(question, { abortSignal });
      return true;
    } catch (error) {
      return !abortSignal.aborted && !isInterruption(error);
    }
  }
}
