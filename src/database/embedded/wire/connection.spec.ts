import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { serialize } from '../bson.js';
import { serveConnection } from './connection.js';
import { PlainAuthentication } from './plain-authentication.js';

/** Longer than a busy machine holds a process up. */
const SILENCE_MILLISECONDS = 1000;

/** A greeting as an OP_MSG. */
function greeting(): Buffer {
  const body = serialize({ hello: 1, $db: 'admin' });
  const bytes = Buffer.alloc(21 + body.length);
  bytes.writeInt32LE(bytes.length, 0);
  bytes.writeInt32LE(2013, 12);
  bytes.set(body, 21);
  return bytes;
}

describe('serveConnection', () => {
  let server: Server;
  let client: Socket;

  beforeEach(async () => {
    server = createServer((socket) => {
      const authentication = new PlainAuthentication();
      void serveConnection(socket, authentication, () => Promise.resolve({ ok: 1 }), SILENCE_MILLISECONDS);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    client = connect((server.address() as AddressInfo).port, '127.0.0.1');
    client.resume();
    await once(client, 'connect');
  });
  afterEach(async () => {
    client.destroy();
    server.close();
    await once(server, 'close');
  });

  it('ends a connection that neither signs in nor says anything', async () => {
    const connected = performance.now();
    await once(client, 'close');
    expect(performance.now() - connected).toBeGreaterThan(SILENCE_MILLISECONDS / 2);
  });

  it('keeps a monitor, which greets again and again and never signs in', async () => {
    for (let i = 0; i < 5; i++) {
      client.write(greeting());
      await sleep(SILENCE_MILLISECONDS / 4);
    }
    expect(client.closed).toBe(false);
  });
});
