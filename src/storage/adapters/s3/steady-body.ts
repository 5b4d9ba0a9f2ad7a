import { PassThrough, pipeline, type Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { isInterruption } from './s3-failure.js';

/** The server may be silent for this long while somebody waits for its bytes. */
const IDLE_MILLISECONDS = 10_000;
const MAX_RESUMPTIONS = 2;
const FIRST_PAUSE_MILLISECONDS = 100;

export interface SteadyBodyOptions {
  /** Of the whole body, bytes. */
  readonly length: number;
  /** The body again from `offset` on, of the same version of the object. */
  readonly reopen: (offset: number) => Promise<Readable>;
  /** Words a failure. */
  readonly toFailure: (error: unknown) => unknown;
}

/**
 * The body of an answer, taken up again where its connection breaks or falls silent. The time that a slow reader takes does
 * not count as silence.
 */
export function steadyBody(first: Readable, { length, reopen, toFailure }: SteadyBodyOptions): Readable {
  const output = new PassThrough();
  let body = first;
  output.once('close', () => body.destroy());

  async function* chunks(): AsyncGenerator<Uint8Array> {
    let offset = 0;
    for (let resumptions = 0; ; resumptions += 1) {
      try {
        for await (const chunk of untilSilent(body)) {
          offset += chunk.length;
          yield chunk;
        }
        if (offset === length) return;
        throw interruption('the body ended early');
      } catch (error) {
        body.destroy();
        const resumes = isInterruption(error) && offset < length && resumptions < MAX_RESUMPTIONS && !output.destroyed;
        if (!resumes) throw toFailure(error);
      }
      await pause(FIRST_PAUSE_MILLISECONDS * 2 ** resumptions * (0.5 + Math.random()));
      body = await reopen(offset);
      if (output.destroyed) body.destroy();
    }
  }

  pipeline(chunks, output, () => undefined);
  return output;
}

async function* untilSilent(body: Readable): AsyncGenerator<Uint8Array> {
  const iterator = body[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  for (;;) {
    const alarm = setTimeout(() => body.destroy(interruption('the body stalled')), IDLE_MILLISECONDS);
    const { done, value } = await iterator.next().finally(() => clearTimeout(alarm));
    if (done) return;
    yield value;
  }
}

function interruption(message: string): Error {
  return Object.assign(new Error(message), { code: 'ECONNRESET' });
}
