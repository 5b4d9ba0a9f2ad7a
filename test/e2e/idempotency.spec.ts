import { setTimeout as sleep } from 'node:timers/promises';
import { Body, Controller, HttpCode, Module, Post, Res, UseGuards } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import type { Request, Response } from 'express';
import type { Connection } from 'mongoose';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../src/common/app-error.js';
import { CommonModule } from '../../src/common/common.module.js';
import { Consumes } from '../../src/common/content-type.guard.js';
import { AppConfig } from '../../src/config/app-config.js';
import { ConfigModule } from '../../src/config/config.module.js';
import { parseEnvironment } from '../../src/config/environment.js';
import { Database } from '../../src/database/database.js';
import { DatabaseModule } from '../../src/database/database.module.js';
import type { IdempotencyRow } from '../../src/idempotency/idempotency.schema.js';
import { IdempotencyModule } from '../../src/idempotency/idempotency.module.js';
import { IdempotentCreation } from '../../src/idempotency/idempotent-creation.decorator.js';

const creationSchema = z.strictObject({ title: z.string(), fail: z.enum(['refuse', 'break']).optional() });

/** Takes the user from a header: who signs in plays no part here. */
class HeaderUserGuard {
  canActivate(context: { switchToHttp(): { getRequest(): Request } }): boolean {
    const request = context.switchToHttp().getRequest();
    Object.assign(request, { user: { id: request.get('x-user') ?? 'berthe' } });
    return true;
  }
}

const created: string[] = [];

@UseGuards(HeaderUserGuard)
@Controller('things')
class ThingsController {
  @Post()
  @HttpCode(202)
  @IdempotentCreation()
  async create(
    @Body({ schema: creationSchema }) { title, fail }: z.infer<typeof creationSchema>,
    @Res({ passthrough: true }) response: Response,
  ): Promise<{ id: number; title: string }> {
    if (fail === 'refuse') throw new AppError('QUOTA_EXCEEDED', 'No room.');
    if (fail === 'break') throw new Error('broken');
    await sleep(50);
    const id = created.push(title);
    response.setHeader('Location', `/things/${id}`);
    return { id, title };
  }

  @Post('uploads')
  @Consumes('multipart/form-data')
  @IdempotentCreation()
  upload(): { id: number } {
    return { id: created.push('upload') };
  }
}

@Module({ controllers: [ThingsController] })
class ThingsModule {}

describe('Idempotency-Key', () => {
  let app: NestExpressApplication;
  let url: string;
  let dataDir: string;
  let connection: Connection;
  let keys = 0;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'idempotency-'));
    const config = new AppConfig(parseEnvironment({ DATA_DIR: dataDir, NODE_ENV: 'test' }));
    const module = await Test.createTestingModule({
      imports: [ConfigModule.register(config), CommonModule, DatabaseModule, IdempotencyModule, ThingsModule],
    }).compile();
    app = module.createNestApplication<NestExpressApplication>({ logger: false });
    await app.listen(0, '127.0.0.1');
    url = await app.getUrl();
    connection = app.get(Database).connection;
  });
  afterAll(async () => {
    await app.close();
    await rm(dataDir, { recursive: true });
  });
  beforeEach(() => {
    created.length = 0;
    keys += 1;
  });

  const key = () => `key-${keys}`;
  const records = () => connection.collection<IdempotencyRow>('idempotencyrecords');
  const post = async (json: unknown, headers: Record<string, string> = { 'idempotency-key': key() }) => {
    const response = await fetch(`${url}/things`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof json === 'string' ? json : JSON.stringify(json),
    });
    return {
      status: response.status,
      location: response.headers.get('location'),
      replayed: response.headers.get('idempotency-replayed'),
      body: (await response.json()) as { errors?: { pointer: string }[] },
    };
  };
  const upload = (name: string, content: string, headers: Record<string, string> = {}) => {
    const form = new FormData();
    form.set('file', new Blob([content]), name);
    return fetch(`${url}/things/uploads`, {
      method: 'POST',
      headers: { 'idempotency-key': key(), ...headers },
      body: form,
    });
  };

  it('gives the same answer again, headers included', async () => {
    const first = await post({ title: 'lilies' });
    expect(first).toEqual({ status: 202, location: '/things/1', replayed: null, body: { id: 1, title: 'lilies' } });
    expect(await post({ title: 'lilies' })).toEqual({ ...first, replayed: 'true' });
    expect(created).toEqual(['lilies']);
  });

  it('creates one thing of 50 requests at the same time', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => post({ title: 'lilies' })));
    expect(created).toEqual(['lilies']);
    for (const { status } of answers) expect([202, 409]).toContain(status);
    expect(answers.filter(({ status, replayed }) => status === 202 && replayed === null)).toHaveLength(1);
    expect((await post({ title: 'lilies' })).body).toEqual({ id: 1, title: 'lilies' });
  });

  it('refuses another body with the same key', async () => {
    await post({ title: 'lilies' });
    const { status, body } = await post({ title: 'poppies' });
    expect(status).toBe(422);
    expect(body).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED', errors: [{ pointer: '/header/Idempotency-Key' }] });
    expect(created).toEqual(['lilies']);
  });

  it('belongs to one user', async () => {
    await post({ title: 'lilies' }, { 'idempotency-key': key(), 'x-user': 'berthe' });
    const other = await post({ title: 'lilies' }, { 'idempotency-key': key(), 'x-user': 'edgar' });
    expect(other).toMatchObject({ status: 202, replayed: null, body: { id: 2 } });
  });

  it('is not needed', async () => {
    await post({ title: 'lilies' }, {});
    await post({ title: 'lilies' }, {});
    expect(created).toEqual(['lilies', 'lilies']);
  });

  it.each([
    ['refused', { title: 'lilies', fail: 'refuse' }, 422],
    ['broken off', { title: 'lilies', fail: 'break' }, 500],
    ['malformed', { titel: 'lilies' }, 422],
  ])('is free again after a request that was %s', async (_name, json, status) => {
    expect((await post(json)).status).toBe(status);
    expect(await post({ title: 'lilies' })).toMatchObject({ status: 202, replayed: null });
    expect(await records().countDocuments({ fingerprint: { $exists: true }, answer: null })).toBe(0);
  });

  it.each(['', ' ', 'two words', 'k'.repeat(256), 'schl\u00fcssel'])('is refused as %j', async (malformed) => {
    const { status, body } = await post({ title: 'lilies' }, { 'idempotency-key': malformed });
    expect(status).toBe(422);
    expect(body.errors?.[0]?.pointer).toBe('/header/Idempotency-Key');
    expect(created).toEqual([]);
  });

  it('is taken over from a process that died, and not from one that lives', async () => {
    await post({ title: 'lilies' });
    const leaseEndsAt = (seconds: number) => new Date(Date.now() + seconds * 1000);
    const newest = { sort: { expiresAt: -1 } } as const;
    const { _id } = (await records().findOne({}, newest))!;
    const dead = { answer: null, attemptId: 'dead' };
    await records().updateOne({ _id }, { $set: { ...dead, leaseEndsAt: leaseEndsAt(20) } });
    expect((await post({ title: 'lilies' })).status).toBe(409);
    await records().updateOne({ _id }, { $set: { ...dead, leaseEndsAt: leaseEndsAt(-1) } });
    const answers = await Promise.all(Array.from({ length: 10 }, () => post({ title: 'lilies' })));
    for (const { status } of answers) expect([202, 409]).toContain(status);
    expect(created).toEqual(['lilies', 'lilies']);
  });

  it('is forgotten after its time', async () => {
    await post({ title: 'lilies' });
    const { _id, expiresAt } = (await records().findOne({}, { sort: { expiresAt: -1 } }))!;
    const hours = (expiresAt.getTime() - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(23.9);
    expect(hours).toBeLessThanOrEqual(24);
    await records().updateOne({ _id }, { $set: { expiresAt: new Date(Date.now() - 1) } });
    expect(await post({ title: 'poppies' })).toMatchObject({ status: 202, replayed: null });
  });

  it('tells uploads apart by length and digest', async () => {
    const digest = { 'content-digest': 'sha-256=:AAAA:' };
    expect(await (await upload('a.png', 'same length')).json()).toEqual({ id: 1 });
    const again = await upload('a.png', 'same length');
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(await again.json()).toEqual({ id: 1 });
    expect((await upload('a.png', 'another length')).status).toBe(422);
    expect((await upload('a.png', 'same length', digest)).status).toBe(422);
  });

  it('survives a body that is nested deeper than can be written again', async () => {
    const depth = 40_000;
    const { status } = await post(`{"title":${'['.repeat(depth)}${']'.repeat(depth)}}`);
    expect([400, 413, 422]).toContain(status);
  });
});
