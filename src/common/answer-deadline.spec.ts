import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Logger } from '@nestjs/common';
import { ExpressAdapter } from '@nestjs/platform-express';
import type { Express } from 'express';
import { answerInTime } from './answer-deadline.js';
import { requestSignal } from './request-signal.js';

const SHORT_MILLISECONDS = 20;

describe('answerInTime', () => {
  let server: Server;
  let given: AbortSignal;
  const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    const app: Express = new ExpressAdapter().getInstance();
    app.use(answerInTime(SHORT_MILLISECONDS));
    app.get('/never', (_request, response) => void (given = requestSignal(response)));
    app.get('/stream', (_request, response) => {
      response.write('first');
      setTimeout(() => response.end(' last'), 3 * SHORT_MILLISECONDS);
    });
    server = createServer(app).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(() => void server.close());

  it('tells a client whose request gets stuck to come back, and gives its work up', async () => {
    const response = await fetch(`${url()}/never`);
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
    expect(await response.json()).toMatchObject({ code: 'OVERLOADED' });
    if (!given.aborted) await once(given, 'abort');
    expect(given.reason).toMatchObject({ code: 'OVERLOADED' });
  });

  it('leaves an answer alone that has begun', async () => {
    expect(await (await fetch(`${url()}/stream`)).text()).toBe('first last');
  });
});
