import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { createConnection, mongo } from 'mongoose';
import { useEmbeddedServer } from './server.js';

const { BSON } = mongo;
const OP_MSG = 2013;
const OP_QUERY = 2004;

function message(operation: number, body: Uint8Array, length = 16 + body.length): Buffer {
  const header = Buffer.alloc(16);
  header.writeInt32LE(length, 0);
  header.writeInt32LE(7, 4);
  header.writeInt32LE(operation, 12);
  return Buffer.concat([header, body]);
}

function section(kind: number, bytes: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from([0, 0, 0, 0, kind]), bytes]);
}

function command(document: object): Buffer {
  return message(OP_MSG, section(0, BSON.serialize(document)));
}

describe('the wire protocol of the embedded server', () => {
  const server = useEmbeddedServer();

  function dial(): Promise<Socket> {
    const socket = connect(Number(new URL(server().embedded.uri).port), '127.0.0.1');
    socket.on('error', () => undefined);
    return new Promise((resolve) => socket.once('connect', () => resolve(socket)));
  }

  /** What the server answers to the bytes: a reply, or that it closed the connection. */
  async function answer(bytes: Buffer): Promise<mongo.BSON.Document | 'closed'> {
    const socket = await dial();
    const received: Buffer[] = [];
    const reply = new Promise<mongo.BSON.Document | 'closed'>((resolve) => {
      socket.once('close', () => resolve('closed'));
      socket.on('data', (chunk) => {
        received.push(chunk);
        const all = Buffer.concat(received);
        if (all.length < 4 || all.length < all.readInt32LE(0)) return;
        resolve(BSON.deserialize(all.subarray(all.readInt32LE(12) === OP_MSG ? 21 : 36)));
      });
    });
    socket.write(bytes);
    const got = await reply;
    socket.destroy();
    return got;
  }

  async function expectAlive(): Promise<void> {
    expect(await server().connection.db!.command({ ping: 1 })).toMatchObject({ ok: 1 });
  }

  it('answers a greeting before the sign-in, in both forms', async () => {
    expect(await answer(command({ hello: 1, $db: 'admin' }))).toMatchObject({ ok: 1, isWritablePrimary: true });
    const query = Buffer.concat([
      Buffer.alloc(4),
      Buffer.from('admin.$cmd\0'),
      Buffer.alloc(8),
      BSON.serialize({ ismaster: 1, helloOk: true }),
    ]);
    expect(await answer(message(OP_QUERY, query))).toMatchObject({ ok: 1, helloOk: true });
  });

  it.each([
    ['find', { find: 'documents', $db: 'artwork-mapping' }],
    ['insert', { insert: 'documents', documents: [{ a: 1 }], $db: 'artwork-mapping' }],
    ['listCollections', { listCollections: 1, $db: 'artwork-mapping' }],
    ['dropDatabase', { dropDatabase: 1, $db: 'artwork-mapping' }],
    ['buildInfo', { buildInfo: 1, $db: 'admin' }],
  ])('refuses %s without a sign-in', async (_name, document) => {
    expect(await answer(command(document))).toMatchObject({ ok: 0, code: 13, codeName: 'Unauthorized' });
  });

  it.each([
    ['a wrong password', { mechanism: 'PLAIN', payload: new mongo.Binary(Buffer.from('\0embedded\0wrong')) }],
    ['no password', { mechanism: 'PLAIN', payload: new mongo.Binary(Buffer.from('\0embedded\0')) }],
    ['no payload', { mechanism: 'PLAIN' }],
    ['another mechanism', { mechanism: 'SCRAM-SHA-256', payload: new mongo.Binary(Buffer.alloc(10)) }],
  ])('refuses a sign-in with %s', async (_case, given) => {
    expect(await answer(command({ saslStart: 1, ...given, $db: '$external' }))).toMatchObject({ ok: 0, code: 18 });
  });

  it('gives every start another password', async () => {
    const { uri } = server().embedded;
    expect(uri).toMatch(/^mongodb:\/\/embedded:[0-9a-f]{48}@127\.0\.0\.1:\d+\//);
    const wrong = uri.replace(/:[0-9a-f]{48}@/, `:${'0'.repeat(48)}@`);
    await expect(createConnection(wrong).asPromise()).rejects.toMatchObject({ code: 18 });
  });

  const hello = BSON.serialize({ hello: 1 });
  const nested = (depth: number): object => (depth === 0 ? {} : { a: nested(depth - 1) });
  it.each([
    ['a length below a header’s', message(OP_MSG, section(0, hello), 3)],
    ['a negative length', message(OP_MSG, section(0, hello), -1)],
    ['a huge length', message(OP_MSG, section(0, hello), 2_000_000_000)],
    ['more than a stranger may send', message(OP_MSG, section(0, hello), 20_000)],
    ['an unknown operation', message(2012, section(0, hello))],
    ['operation 0', message(0, section(0, hello))],
    ['an unknown section kind', message(OP_MSG, section(9, hello))],
    ['no section', message(OP_MSG, Buffer.alloc(4))],
    ['no body', message(OP_MSG, Buffer.alloc(0))],
    ['unknown flags', message(OP_MSG, Buffer.concat([Buffer.from([0xff, 0, 0, 0, 0]), hello]))],
    ['a document longer than its message', message(OP_MSG, section(0, Buffer.from([0xff, 0, 0, 0, 0])))],
    ['a sequence without an end', message(OP_MSG, section(1, Buffer.from([9, 0, 0, 0, 65, 65, 65, 65, 65])))],
    ['a query without a collection', message(OP_QUERY, Buffer.alloc(4, 1))],
    ['an HTTP request', Buffer.from('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')],
  ])('closes a connection that sends %s, and lives', async (_case, bytes) => {
    expect(await answer(bytes)).toBe('closed');
    await expectAlive();
  });

  it('survives random bytes, whole and in pieces', async () => {
    for (let i = 0; i < 100; i++) {
      const socket = await dial();
      const bytes = i % 2 === 0 ? randomBytes(64) : message(OP_MSG, randomBytes(100));
      for (let at = 0; at < bytes.length; at += 16) socket.write(bytes.subarray(at, at + 16));
      socket.end();
      socket.resume();
    }
    expect(await server().connection.db!.command({ ping: 1 })).toMatchObject({ ok: 1 });
  });

  it('refuses what is nested without end, after the sign-in too', async () => {
    expect(await answer(command({ hello: nested(1500) }))).not.toBe('ok');
    const deep = server().connection.db!.command({ ping: 1, comment: nested(900) });
    await deep.catch(() => undefined);
    await expectAlive();
  });

  it('reads a message that comes byte by byte', async () => {
    const socket = await dial();
    const reply = new Promise<Buffer>((resolve) => socket.once('data', resolve));
    for (const byte of command({ ping: 1, $db: 'admin' })) socket.write(Buffer.from([byte]));
    expect(BSON.deserialize((await reply).subarray(21))).toEqual({ ok: 1 });
    socket.destroy();
  });

  it('answers several commands sent at once in their order', async () => {
    const socket = await dial();
    const bytes = Buffer.concat([command({ ping: 1, $db: 'admin' }), command({ nothing: 1 }), command({ hello: 1 })]);
    const replies: mongo.BSON.Document[] = [];
    let received = Buffer.alloc(0);
    const done = new Promise<void>((resolve) => {
      socket.on('data', (chunk) => {
        received = Buffer.concat([received, chunk]);
        while (received.length >= 16 && received.length >= received.readInt32LE(0)) {
          replies.push(BSON.deserialize(received.subarray(21, received.readInt32LE(0))));
          received = received.subarray(received.readInt32LE(0));
        }
        if (replies.length === 3) resolve();
      });
    });
    socket.write(bytes);
    await done;
    expect(replies.map(({ ok }) => ok as number)).toEqual([1, 0, 1]);
    socket.destroy();
  });
});
