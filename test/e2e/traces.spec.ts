import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startApplication } from '../support/application.js';
import { MappingScene } from '../support/mapping-scene.js';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';

describe('traces', () => {
  let collector: Server;
  let received: Buffer[];
  let endpoint: string;
  beforeAll(async () => {
    received = [];
    collector = createServer((request, response) => {
      request.on('data', (chunk: Buffer) => received.push(chunk));
      request.on('end', () => response.writeHead(200).end());
    });
    collector.listen(0, '127.0.0.1');
    await once(collector, 'listening');
    endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    collector.closeAllConnections();
    collector.close();
  });

  it('go from the request through the queue to the worker, its stores and the engine; their id is in the log', async () => {
    const app = await startApplication({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint } });
    const artist = await app.signUp();
    const subject = await new MappingScene(app).subject(artist);
    const json = { ...subject, output: { format: 'jpeg', width: 240 } };
    const headers = { traceparent: `00-${TRACE}-00f067aa0ba902b7-01`, prefer: 'wait=25' };
    const { body } = await app.api('/mappings', { as: artist, json, headers });
    expect([body.status, await app.stop()]).toEqual(['succeeded', 0]);
    const names = spansOf(TRACE, Buffer.concat(received));
    expect(names).toEqual(
      expect.arrayContaining([
        'POST /api/v1/mappings',
        'job mapping',
        'engine mapping',
        'storage read',
        'storage write',
        'database insert',
        'database findAndModify',
      ]),
    );
    // What came before, the upload of the paper, has traces of its own.
    expect(names).not.toContain('POST /api/v1/base-images');
    expect(Buffer.concat(received).includes('POST /api/v1/base-images')).toBe(true);
  });

  it('are off where no variable names a collector', async () => {
    received = [];
    const app = await startApplication({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_SDK_DISABLED: 'true' } });
    await app.signUp();
    await app.stop();
    expect(received).toEqual([]);
  });
});

/** The names of a trace's spans, from OTLP's messages: its id, the span's id, that of its parent, the name. */
function spansOf(trace: string, messages: Buffer): string[] {
  const id = Buffer.from(trace, 'hex').toString('latin1');
  return (
    messages
      .toString('latin1')
      .split(`\u0010${id}`)
      .slice(1)
      // oxlint-disable-next-line no-control-regex -- marks of OTLP's fields and their lengths
      .map((span) => /^\u0012\u0008[^]{8}(?:\u0022\u0008[^]{8})?\u002A([^])/.exec(span))
      .flatMap((match) => {
        if (!match) return [];
        const start = match.index + match[0].length;
        return [match.input.slice(start, start + match[1]!.charCodeAt(0))];
      })
  );
}
