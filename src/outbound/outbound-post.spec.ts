import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { OutboundPost } from './outbound-post.js';

describe('a request to an address that somebody named', () => {
  let server: Server;
  let answer: RequestListener;
  let asked: string[];
  const opened: OutboundPost[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      answer(request, response);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    ({ port } = server.address() as AddressInfo);
  });
  beforeEach(() => {
    asked = [];
    answer = (_request, response) => response.writeHead(204).end();
  });
  afterAll(async () => {
    for (const outbound of opened) await outbound.close();
    server.closeAllConnections();
    server.close();
  });

  let port: number;
  const post = (url: string, { allowPrivate = true, milliseconds = 5000 } = {}) => {
    const outbound = new OutboundPost({ allowPrivate, milliseconds });
    opened.push(outbound);
    return outbound.post(new URL(url), { 'content-type': 'application/json' }, '{}');
  };
  const here = (path = '/') => `http://localhost:${port}${path}`;

  it('tells the status of its answer', async () => {
    expect(await post(here())).toEqual({ status: 204 });
    expect(asked).toEqual(['POST /']);
  });

  it('follows no redirect', async () => {
    answer = (_request, response) => response.writeHead(307, { location: here('/elsewhere') }).end();
    expect(await post(here())).toEqual({ status: 307 });
    expect(asked).toEqual(['POST /']);
  });

  it('reads no more of the answer than it needs, however long it is', async () => {
    answer = (_request, response) => {
      response.writeHead(200);
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536)));
      };
      response.on('drain', more);
      more();
    };
    expect(await post(here())).toEqual({ status: 200 });
  });

  it('is given up when the time is over', async () => {
    answer = () => undefined;
    expect(await post(here(), { milliseconds: 50 })).toEqual({ failure: 'No answer within 0.05 s.' });
  });

  it('reaches nothing private by a name or an address, where that is not allowed', async () => {
    expect(await post(here('/private'), { allowPrivate: false })).toEqual({
      failure: 'localhost is a private address.',
    });
    expect(await post(`http://127.0.0.1:${port}/private`, { allowPrivate: false })).toEqual({
      failure: '127.0.0.1 is a private address.',
    });
    expect(asked).not.toContain('POST /private');
  });

  it('goes nowhere public in clear', async () => {
    expect(await post('http://192.0.1.1/')).toEqual({ failure: '192.0.1.1 is a public address.' });
  });

  it('says in a word why there was no answer', async () => {
    answer = (request) => request.destroy();
    const posted = await post(here());
    const { code } = posted as { code: string };
    expect(code).toMatch(/^[A-Z_]+$/);
    expect(posted).toEqual({ failure: `No answer: ${code}.`, code });
  });
});
