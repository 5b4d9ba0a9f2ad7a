import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { Response } from 'express';
import { requestSignal } from './request-signal.js';

/** The signal of one request, after the request is over. */
async function signalAfter(answer: RequestListener, client: (port: number) => Promise<void>): Promise<AbortSignal> {
  let signal: AbortSignal | undefined;
  const over = new Promise<void>((resolve) => {
    server.on('request', (request, response) => {
      signal = requestSignal(response as Response);
      response.once('close', resolve);
      answer(request, response);
    });
  });
  await client((server.address() as AddressInfo).port);
  await over;
  return signal!;
}

const server = createServer();

describe('requestSignal', () => {
  beforeAll(() => once(server.listen(0, '127.0.0.1'), 'listening'));
  afterEach(() => void server.removeAllListeners('request'));
  afterAll(() => void server.close());

  it('aborts when the client goes away before it has its answer', async () => {
    const signal = await signalAfter(
      (_request, response) => void response.write('the beginning'),
      async (port) => {
        const socket = connect(port, '127.0.0.1');
        socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
        await once(socket, 'data');
        socket.destroy();
      },
    );
    expect(signal.aborted).toBe(true);
    expect(signal.reason).toMatchObject({ code: 'REQUEST_ABORTED' });
  });

  it('stays quiet when the answer has been sent', async () => {
    const signal = await signalAfter(
      (_request, response) => void response.end('all of it'),
      async (port) => void (await (await fetch(`http://127.0.0.1:${port}`)).text()),
    );
    expect(signal.aborted).toBe(false);
  });
});
