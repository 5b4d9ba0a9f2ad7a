import { once } from 'node:events';
import type { Response } from 'express';

export const EVENT_STREAM_MEDIA_TYPE = 'text/event-stream';

/** An event as the HTML standard defines it (server-sent events). */
export interface ServerSentEvent {
  /** Comes back as `Last-Event-ID` when the client connects again. */
  readonly id: string;
  readonly event: string;
  /** Sent as JSON. */
  readonly data: unknown;
}

/** Proxies close connections on which nothing comes for a minute. */
const HEARTBEAT_MILLISECONDS = 15_000;
/** Pause before a client connects again. */
const RETRY_MILLISECONDS = 1000;

/**
 * Answers with events as they come, and ends with them. A client that reads slowly is waited for, so that events are made only
 * as fast as they are taken.
 */
export async function sendEvents(
  response: Response,
  events: AsyncIterable<ServerSentEvent>,
  signal: AbortSignal,
): Promise<void> {
  response.setHeader('Content-Type', EVENT_STREAM_MEDIA_TYPE);
  response.setHeader('Cache-Control', 'no-store, no-transform');
  // Reverse proxies that buffer answers are asked not to.
  response.setHeader('X-Accel-Buffering', 'no');
  response.write(`retry: ${RETRY_MILLISECONDS}\n\n`);
  const heartbeat = setInterval(() => response.write(': alive\n\n'), HEARTBEAT_MILLISECONDS).unref();
  try {
    for await (const { id, event, data } of events) {
      if (signal.aborted) return;
      const taken = response.write(`id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
      if (!taken) await once(response, 'drain', { signal }).catch(() => undefined);
    }
  } finally {
    clearInterval(heartbeat);
  }
  response.end();
}
