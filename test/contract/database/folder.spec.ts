import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Connection, createConnection, mongo } from 'mongoose';
import {
  type EmbeddedDatabase,
  openEmbeddedDatabase,
  StoreFolderError,
} from '../../../src/database/embedded/embedded-database.js';

describe('the folder of an embedded server', () => {
  let folder: string;
  const opened: (Connection | EmbeddedDatabase)[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'embedded-folder-'));
  });
  afterEach(async () => {
    for (const resource of opened.splice(0).toReversed()) await resource.close();
    await rm(folder, { recursive: true });
  });

  async function open(): Promise<EmbeddedDatabase> {
    const server = await openEmbeddedDatabase(folder, () => undefined);
    opened.push(server);
    return server;
  }

  async function connect(): Promise<Connection> {
    const connection = await createConnection((await open()).uri).asPromise();
    opened.push(connection);
    return connection;
  }

  async function closeAll(): Promise<void> {
    for (const resource of opened.splice(0).toReversed()) await resource.close();
  }

  async function refusal(): Promise<string> {
    const error = await open().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(StoreFolderError);
    return (error as Error).message;
  }

  it('keeps documents of every type, indexes and the order of insertion', async () => {
    const written = {
      text: 'ä',
      when: new Date(5),
      id: new mongo.ObjectId(),
      list: [1, { a: null }],
      yes: true,
      big: 5e9,
      bytes: new mongo.Binary(Buffer.from([1, 2, 0, 255])),
    };
    const first = (await connect()).collection<{ _id: string }>('kept');
    await first.createIndex({ text: 1 }, { name: 'text', unique: true });
    await first.insertMany([{ _id: 'z', ...written }, { _id: 'a' }] as never);
    await first.insertOne({ _id: 'm', text: 'm' } as never);
    await first.deleteOne({ _id: 'a' });
    await closeAll();

    const again = (await connect()).collection<{ _id: string }>('kept');
    expect((await again.find().toArray()).map(({ _id }) => _id)).toEqual(['z', 'm']);
    expect(await again.findOne({ _id: 'z' })).toEqual({ _id: 'z', ...written });
    await expect(again.insertOne({ _id: 'x', text: 'ä' } as never)).rejects.toMatchObject({ code: 11000 });
    await expect(again.insertOne({ _id: 'm' })).rejects.toMatchObject({ code: 11000, keyPattern: { _id: 1 } });
    await again.insertOne({ _id: 'b', text: 'b' } as never);
    expect((await again.find().toArray()).map(({ _id }) => _id)).toEqual(['z', 'm', 'b']);
  });

  it('forgets a dropped collection', async () => {
    const connection = await connect();
    await connection.collection('gone').insertOne({ a: 1 });
    await connection.collection('gone').drop();
    await connection.collection('gone').insertOne({ b: 1 });
    await closeAll();
    expect(
      await (
        await connect()
      )
        .collection('gone')
        .find({}, { projection: { _id: 0 } })
        .toArray(),
    ).toEqual([{ b: 1 }]);
  });

  it('is open in one process at a time, and says what to do', async () => {
    await open();
    const message = await refusal();
    expect(message).toContain(folder);
    expect(message).toContain('in use by another process');
    expect(message).toContain('DATA_DIR');
  });

  it('is locked for other processes, and free again when the process is killed', async () => {
    const flags = ['--import', resolve('test/support/typescript-loader.mjs')];
    const program = resolve('test/contract/database/writer-process.ts');
    const child = spawn(process.execPath, [...flags, program, folder, '0'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    expect(await refusal()).toContain('in use by another process');
    child.kill('SIGKILL');
    await once(child, 'close');
    await open();
  });

  it('of a newer format is refused and left as it is', async () => {
    await open();
    await closeAll();
    await writeFile(join(folder, 'format'), '2\n');
    const message = await refusal();
    expect(message).toContain('format 2, written by a newer version');
    expect(message).toContain(folder);
    expect(await readFile(join(folder, 'format'), 'utf8')).toBe('2\n');
  });

  it('of an unknown format is refused', async () => {
    await writeFile(join(folder, 'format'), 'something else');
    expect(await refusal()).toContain("unknown format 'something else'");
    expect(await readdir(folder)).toEqual(['format']);
  });

  it('that is a file is refused in words', async () => {
    await writeFile(join(folder, 'file'), '');
    const message = await openEmbeddedDatabase(join(folder, 'file'), () => undefined).catch(
      (error: Error) => error.message,
    );
    expect(message).toContain(`${join(folder, 'file')} cannot be used`);
  });

  it('with a destroyed store is refused, not emptied', async () => {
    await (await connect()).collection('kept').insertOne({ a: 1 });
    await closeAll();
    await rm(join(folder, 'level', 'CURRENT'));
    await mkdir(join(folder, 'level', 'CURRENT'));
    expect(await refusal()).toContain('cannot be opened');
  });
});
