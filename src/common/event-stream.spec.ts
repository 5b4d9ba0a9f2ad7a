import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import type { Response } from 'express';
import { sendEvents, type ServerSentEvent } from './event-stream.js';

/** Events that never come. */
function silence(signal: AbortSignal): AsyncIterable<ServerSentEvent> {
  const next = async () => {
    await once(signal, 'abort');
    return { done: true, value: undefined } as const;
  };
  return { [Symbol.asyncIterator]: () => ({ next }) };
}

describe('an event stream', () => {
  const over = new AbortController();
  const server = createServer((_request, response) => {
    void sendEvents(response as Response, silence(over.signal), over.signal);
  });
  beforeAll(() => once(server.listen(0, '127.0.0.1'), 'listening'));
  afterAll(() => void server.close());

  it('says something every 15 seconds, so that no proxy closes it, and ends with its events', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'setTimeout', 'clearTimeout'] });
    const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    expect(answer.headers.get('x-accel-buffering')).toBe('no');
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
    expect(await reader.read()).toEqual({ done: false, value: 'retry: 1000\n\n' });
    for (let beat = 0; beat < 2; beat++) {
      jest.advanceTimersByTime(15_000);
      expect(await reader.read()).toEqual({ done: false, value: ': alive\n\n' });
    }
    jest.useRealTimers();
    over.abort();
    expect(await reader.read()).toEqual({ done: true, value: undefined });
  });
});
