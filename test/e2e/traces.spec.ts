import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApplication } from '../support/application.js';
import { MappingScene } from '../support/mapping-scene.js';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';

describe('traces', () => {
  let collector: Server;
  let received: Buffer[];
  let endpoint: string;
  let dataDir: string;
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'artwork-mapping-traces-'));
    received = [];
    collector = createServer((request, response) => {
      request.on('data', (chunk: Buffer) => received.push(chunk));
      request.on('end', () => response.writeHead(200).end());
    });
    collector.listen(0, '127.0.0.1');
    await once(collector, 'listening');
    endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    collector.closeAllConnections();
    collector.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('go from the request through the queue to the worker, its stores and the engine; their id is in the log', async () => {
    const app = await startApplication({ dataDir, env: { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint } });
    const artist = await app.signUp();
    const scene = new MappingScene(app);
    const subject = await scene.subject(artist);
    await app.stop();
    const before = Buffer.concat(received);
    expect(before.includes(Buffer.from(TRACE, 'hex'))).toBe(false);
    received = [];

    const again = await startApplication({ dataDir, env: { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint } });
    const json = { ...subject, output: { format: 'jpeg', width: 240 } };
    const headers = { traceparent: `00-${TRACE}-00f067aa0ba902b7-01`, prefer: 'wait=25' };
    const { body } = await again.api('/mappings', { as: artist, json, headers });
    expect([body.status, await again.stop()]).toEqual(['succeeded', 0]);
    const spans = Buffer.concat(received);
    const text = spans.toString('latin1');
    for (const name of [
      'POST /api/v1/mappings',
      'job mapping',
      'engine mapping',
      'storage read',
      'storage write',
      'database insert',
      'database findAndModify',
    ]) {
      expect(text).toContain(name);
    }
    const occurrences = text.split(Buffer.from(TRACE, 'hex').toString('latin1')).length - 1;
    // Request, job, engine and what they did to the stores.
    expect(occurrences).toBeGreaterThanOrEqual(8);
  });

  it('are off where no variable names a collector', async () => {
    received = [];
    const app = await startApplication({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_SDK_DISABLED: 'true' } });
    await app.signUp();
    await app.stop();
    expect(received).toEqual([]);
  });
});
