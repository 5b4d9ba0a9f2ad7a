import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Controller, Get, type INestApplication } from '@nestjs/common';
import { InjectModel, MongooseModule } from '@nestjs/mongoose';
import { Test } from '@nestjs/testing';
import { type Model, Schema } from 'mongoose';
import request from 'supertest';
import { Gate } from '../../test/support/gate.js';
import { until } from '../../test/support/until.js';
import { CommonModule } from '../common/common.module.js';
import { Readiness } from '../common/readiness.js';
import { AppConfig } from '../config/app-config.js';
import { ConfigModule } from '../config/config.module.js';
import { parseEnvironment } from '../config/environment.js';
import { databaseErrorToAppError } from './database-errors.js';
import { DatabaseModule } from './database.module.js';
import { Database } from './database.js';
import { openEmbeddedDatabase } from './embedded/embedded-database.js';

interface Note {
  text: string;
}

const noteSchema = new Schema<Note>({ text: String });
noteSchema.index({ text: 1 }, { name: 'text', unique: true });

@Controller('notes')
class NotesController {
  constructor(@InjectModel('Note') readonly notes: Model<Note>) {}

  @Get()
  async count(): Promise<{ total: number }> {
    return { total: await this.notes.countDocuments({}) };
  }
}

describe('DatabaseModule', () => {
  let folder: string;
  let app: INestApplication | undefined;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'database-module-'));
  });
  afterEach(async () => {
    await app?.close();
    app = undefined;
    await rm(folder, { recursive: true });
  });

  async function start(uri?: string): Promise<Database> {
    const config = new AppConfig(parseEnvironment({ DATA_DIR: folder, MONGO_URI: uri, NODE_ENV: 'test' }));
    const module = await Test.createTestingModule({
      imports: [
        ConfigModule.register(config),
        CommonModule,
        DatabaseModule,
        MongooseModule.forFeature([{ name: 'Note', schema: noteSchema, collection: 'notes' }]),
      ],
      controllers: [NotesController],
    }).compile();
    app = module.createNestApplication({ logger: false });
    await app.init();
    return app.get(Database);
  }

  const model = (): Model<Note> => app!.get(NotesController).notes;

  /** What readiness says of the database, or 'up'. */
  async function readiness(): Promise<string> {
    const { check } = app!.get(Readiness).dependencies.find(({ name }) => name === 'database')!;
    return check(new AbortController().signal).then(
      () => 'up',
      (error: Error) => error.message,
    );
  }

  it('opens the embedded server in DATA_DIR, with indexes, when no MongoDB is named', async () => {
    await start();
    expect(await readiness()).toBe('up');
    await model().create({ text: 'a' });
    await expect(model().create({ text: 'a' })).rejects.toMatchObject({ code: 11000 });
    await app!.close();
    await start();
    expect(await model().countDocuments({})).toBe(1);
  });

  it('refuses unknown paths and unmarked operators in filters', async () => {
    await start();
    await expect(model().deleteMany({ txet: 'a' } as object)).rejects.toMatchObject({ name: 'StrictModeError' });
    await expect(model().find({ text: { $ne: 'a' } })).rejects.toMatchObject({ name: 'CastError' });
  });

  it('stays alive and unready while MongoDB is down, fails requests at once, and recovers by itself', async () => {
    const server = await openEmbeddedDatabase(join(folder, 'server'), () => undefined);
    const gate = await Gate.before(server.uri);
    try {
      await gate.close();
      await start(gate.uri);
      expect(await readiness()).toContain('unreachable: nothing listens');
      await expectUnavailable();
      await gate.open();
      await untilReady();
      expect((await request(app!.getHttpServer()).get('/notes')).body).toEqual({ total: 0 });

      await gate.close();
      await expectUnavailable();
      expect(await readiness()).toContain('unreachable');
      await gate.open();
      await untilReady();
      await model().create({ text: 'after' });
    } finally {
      await app!.close();
      await gate.close();
      await server.close();
    }
  });

  it('answers every operation whose connection breaks: done again, or failed as what may be tried again', async () => {
    const server = await openEmbeddedDatabase(join(folder, 'server'), () => undefined);
    const gate = await Gate.before(server.uri);
    try {
      await start(gate.uri);
      const failures: unknown[] = [];
      const failed = (error: unknown) => failures.push(error);
      const read = () => model().countDocuments({}).catch(failed);
      const write = () => model().deleteOne({ text: 'nothing' }).catch(failed);
      for (let round = 0; round < 4; round++) {
        await Promise.all(Array.from({ length: 8 }, read));
        gate.hangUp();
        const operations: Promise<unknown>[] = [];
        for (let turn = 0; turn < 30; turn++) {
          operations.push(turn % 2 === 0 ? read() : write());
          await nextTurn();
        }
        await Promise.all(operations);
      }
      expect(failures.filter((failure) => databaseErrorToAppError(failure) === undefined)).toEqual([]);
    } finally {
      await app!.close();
      await gate.close();
      await server.close();
    }
  });

  async function expectUnavailable(): Promise<void> {
    const began = performance.now();
    const response = await request(app!.getHttpServer()).get('/notes');
    // The driver itself would wait for half a minute.
    expect(performance.now() - began).toBeLessThan(15_000);
    expect(response.status).toBe(503);
    expect(response.headers['retry-after']).toBe('5');
    expect(response.body).toMatchObject({ code: 'DEPENDENCY_UNAVAILABLE' });
  }

  async function untilReady(): Promise<void> {
    await until(async () => (await readiness()) === 'up');
  }

  it('says in words that the sign-in was refused, without the password', async () => {
    const server = await openEmbeddedDatabase(join(folder, 'server'), () => undefined);
    try {
      await start(server.uri.replace(/embedded:\w+@/, 'embedded:not-the-password@'));
      const message = await readiness();
      expect(message).toContain('authentication failed');
      expect(message).not.toContain('not-the-password');
    } finally {
      await app!.close();
      await server.close();
    }
  });

  it('does what is asked at start before it is ready', async () => {
    const server = await openEmbeddedDatabase(join(folder, 'server'), () => undefined);
    try {
      const database = await start(server.uri);
      let tries = 0;
      const task = async (): Promise<void> => {
        if (++tries < 3) throw new Error('not yet');
        await model().create({ text: 'first' });
      };
      const done = database.atStart('first note', task);
      expect(await readiness()).toContain('first note');
      await done;
      expect(await readiness()).toBe('up');
      expect(await model().countDocuments({})).toBe(1);
    } finally {
      await app!.close();
      await server.close();
    }
  });
});
