import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { hashApiKey } from '../../src/api-keys/api-key-text.js';
import type { Account, Application } from '../support/application.js';
import { formOf, picture } from '../support/pictures.js';
import { sharedApplication } from '../support/shared-application.js';
import { readZip } from '../support/zip-reader.js';

interface Operation {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly security: readonly Record<string, unknown>[];
  readonly responses: Record<string, { readonly description: string }>;
}

const ID = '66f0c2a4d1b2c3e4f5a6b7c8';
const MAX_KEYS = 20;

describe('API keys', () => {
  let app: Application;
  let artist: Account;
  let operator: Account;
  beforeAll(async () => {
    app = await sharedApplication();
    [artist, operator] = await Promise.all([app.signUp(), app.operator()]);
  });

  const create = (as: Account, json: object = { name: 'Import' }) => app.api('/api-keys', { as, json });
  const keyOf = async (as: Account) => (await create(as)).body.key as string;
  const list = async (as: Account) => (await app.api('/api-keys?sort=name', { as })).body;
  const me = (accessToken: string) => app.api('/auth/me', { as: { accessToken } });

  it('are shown once, and listed by what tells them apart', async () => {
    const owner = await app.signUp();
    const { status, headers, body } = await create(owner, { name: 'Nightly import', expiresInDays: 30 });
    expect([status, headers.get('cache-control')]).toEqual([201, 'no-store']);
    const { key, ...shown } = body;
    expect(key).toMatch(/^amk_[\w-]{43}$/);
    expect(shown).toEqual({
      id: expect.any(String),
      name: 'Nightly import',
      lastFour: key.slice(-4),
      status: 'active',
      createdAt: expect.any(String),
      expiresAt: expect.any(String),
    });
    expect(Date.parse(shown.expiresAt) - Date.parse(shown.createdAt)).toBe(30 * 86_400_000);
    const listed = await list(owner);
    expect(listed).toEqual({ items: [shown], total: 1, page: 1, perPage: 25 });
    expect((await me(key)).status).toBe(200);
    expect((await list(owner)).items).toEqual([{ ...shown, lastUsedAt: expect.any(String) }]);
  });

  it('sign in as their owner wherever an access token does', async () => {
    const as = { accessToken: await keyOf(artist) };
    expect((await me(as.accessToken)).body).toMatchObject({ id: artist.id, email: artist.email });
    const form = formOf(await picture(40, 30).png().toBuffer(), 'art.png', { title: 'By a program' });
    const uploaded = await app.api('/artworks', { as, form });
    expect(uploaded.status).toBe(201);
    const { body } = await app.api('/artworks', { as: artist });
    expect(body.items).toMatchObject([{ title: 'By a program' }]);
    const replayed = { as, json: { name: 'Zine' }, headers: { 'idempotency-key': 'one' } };
    const [first, second] = [await app.api('/templates', replayed), await app.api('/templates', replayed)];
    expect([first.status, second.status, second.body.id]).toEqual([201, 201, first.body.id]);
    const other = { accessToken: await keyOf(await app.signUp()) };
    expect((await app.api(`/artworks/${uploaded.body.artwork.id}`, { as: other })).status).toBe(404);
    expect((await app.api('/users', { as })).status).toBe(403);
    expect((await app.api('/users', { as: { accessToken: await keyOf(operator) } })).status).toBe(200);
  });

  it('are their owner’s to list and revoke, nobody else’s', async () => {
    const { body } = await create(artist);
    const revoke = (as: Account) => app.api(`/api-keys/${body.id}`, { as, method: 'DELETE' });
    for (const other of [await app.signUp(), operator]) {
      expect((await revoke(other)).status).toBe(404);
      expect((await list(other)).items.map(({ id }: { id: string }) => id)).not.toContain(body.id);
    }
    expect((await app.api('/api-keys')).status).toBe(401);
    expect((await me(body.key)).status).toBe(200);
    expect((await revoke(artist)).status).toBe(204);
    expect((await me(body.key)).body).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect((await revoke(artist)).status).toBe(404);
  });

  it('open nothing that the API document reserves for signed-in sessions, and it reserves these', async () => {
    const as = { accessToken: await keyOf(operator) };
    const { body: document } = await app.api('//docs/json');
    const takesToken = ({ security }: Operation) => security.some((scheme) => 'accessToken' in scheme);
    const takesKey = ({ security }: Operation) => security.some((scheme) => 'apiKey' in scheme);
    const operations = operationsOf(document).filter(takesToken);
    const reserved = operations.filter((operation) => !takesKey(operation));
    expect(reserved.map(({ name }) => name).toSorted()).toEqual([
      'changePassword',
      'changeUser',
      'closeAccount',
      'closeUserAccount',
      'createApiKey',
      'createUser',
      'exportAccount',
      'listApiKeys',
      'logout',
      'revokeApiKey',
      'signUserOut',
    ]);
    for (const { path, method, responses } of reserved) {
      expect(responses['403']!.description).toContain('SESSION_REQUIRED');
      const { status, body } = await app.api(path, { as, method, ...(method === 'GET' ? {} : { json: {} }) });
      expect([path, status, body.code]).toEqual([path, 403, 'SESSION_REQUIRED']);
    }
    expect((await me(as.accessToken)).status).toBe(200);
    for (const { path, method } of operations.filter(
      (operation) => takesKey(operation) && operation.method === 'GET',
    )) {
      const { status, body } = await app.api(path, { as, method });
      expect([path, status === 401 || body.code === 'SESSION_REQUIRED']).toEqual([path, false]);
    }
  });

  it('end with the sessions of their owner: new password, signed out, disabled', async () => {
    const owner = await app.signUp();
    const replacement = async () => {
      const { email, password } = owner;
      const { body } = await app.api('/auth/login', { json: { email, password } });
      return { ...owner, accessToken: body.accessToken as string };
    };
    const statuses = async (as: Account) => (await list(as)).items.map(({ status }: { status: string }) => status);

    const first = await keyOf(owner);
    const json = { currentPassword: owner.password, newPassword: 'another brush on rice paper' };
    expect((await app.api('/auth/change-password', { as: owner, json })).status).toBe(204);
    expect((await me(first)).status).toBe(401);
    expect(await statuses(owner)).toEqual(['ended']);
    const back = { currentPassword: json.newPassword, newPassword: owner.password };
    expect((await app.api('/auth/change-password', { as: owner, json: back })).status).toBe(204);

    const second = await keyOf(owner);
    expect((await me(second)).status).toBe(200);
    await app.api(`/users/${owner.id}/sign-out`, { as: operator, method: 'POST' });
    expect((await me(second)).status).toBe(401);

    const third = await keyOf(await replacement());
    expect((await me(third)).status).toBe(200);
    const setStatus = (status: string) =>
      app.api(`/users/${owner.id}`, { as: operator, method: 'PATCH', json: { status } });
    await setStatus('disabled');
    expect((await me(third)).status).toBe(401);
    await setStatus('active');
    expect((await me(third)).status).toBe(401);
    expect(await statuses(await replacement())).toEqual(['ended', 'ended', 'ended']);
  });

  it('are twenty at most, however many are asked for at once; ended ones make room', async () => {
    const owner = await app.signUp();
    const outcomes = await Promise.all(Array.from({ length: 30 }, () => create(owner)));
    const codes = outcomes.filter(({ status }) => status !== 201).map(({ body }) => body.code);
    expect(codes).toEqual(Array.from({ length: 10 }, () => 'QUOTA_EXCEEDED'));
    const full = await list(owner);
    expect(full.total).toBe(MAX_KEYS);
    await app.api(`/api-keys/${full.items[3].id}`, { as: owner, method: 'DELETE' });
    expect([(await create(owner)).status, (await create(owner)).status]).toEqual([201, 422]);
    const json = { currentPassword: owner.password, newPassword: 'another brush on rice paper' };
    await app.api('/auth/change-password', { as: owner, json });
    expect((await create(owner)).status).toBe(201);
    expect(await list(owner)).toMatchObject({ total: 1, items: [{ status: 'active' }] });
  });

  it.each([
    ['no name', {}],
    ['an empty name', { name: ' ' }],
    ['a long name', { name: 'a'.repeat(81) }],
    ['no day', { name: 'a', expiresInDays: 0 }],
    ['a part of a day', { name: 'a', expiresInDays: 1.5 }],
    ['eleven years', { name: 'a', expiresInDays: 4000 }],
    ['a key of its own choice', { name: 'a', key: `amk_${'a'.repeat(43)}` }],
    ['an owner', { name: 'a', ownerId: ID }],
  ])('are not made with %s', async (_name, json) => {
    expect(await create(artist, json)).toMatchObject({ status: 422, body: { code: 'VALIDATION_FAILED' } });
  });

  it('are refused alike, whatever is wrong with them', async () => {
    const key = await keyOf(artist);
    const { body: revoked } = await create(artist);
    await app.api(`/api-keys/${revoked.id}`, { as: artist, method: 'DELETE' });
    const wrong = [
      revoked.key,
      'amk_',
      'amk_short',
      key.slice(0, -1),
      `${key}A`,
      key.replace('amk_', 'AMK_'),
      `amk_${'A'.repeat(43)}`,
      `amk_${'A'.repeat(10_000)}`,
      key.toUpperCase(),
    ];
    const answers = await Promise.all(wrong.map(me));
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual(wrong.map(() => [401, 'UNAUTHENTICATED']));
    expect(answers.map(({ headers }) => headers.get('www-authenticate'))).toEqual(wrong.map(() => 'Bearer'));
    const ofKeys = answers.filter((_answer, index) => wrong[index]!.startsWith('amk_'));
    expect(new Set(ofKeys.map(({ body }) => body.detail)).size).toBe(1);
    expect(await statusOfRaw(`amk_${'A'.repeat(20)}\u0000${'A'.repeat(22)}`)).toBe(400);
    expect((await me(key)).status).toBe(200);
  });

  it('are in no list, no export and no log, nor is their hash', async () => {
    const owner = await app.signUp();
    const key = await keyOf(owner);
    expect((await me(key)).status).toBe(200);
    const hash = hashApiKey(key)!;
    const exported = readZip(Buffer.from(await (await app.request('/me/export', { as: owner })).arrayBuffer()));
    const record = exported.find(({ name }) => name === 'api-keys.json')!.content.toString();
    expect(record).toContain(key.slice(-4));
    for (const shown of [JSON.stringify(await list(owner)), record, app.output]) {
      expect([shown.includes(key), shown.includes(hash)]).toEqual([false, false]);
    }
  });

  /** What a request with this key answers that no client library would send. */
  async function statusOfRaw(key: string): Promise<number> {
    const { hostname, port } = new URL(app.url);
    const socket = connect(Number(port), hostname);
    socket.write(
      `GET /api/v1/auth/me HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${key}\r\nConnection: close\r\n\r\n`,
    );
    return Number((await text(socket)).split(' ')[1]);
  }
});

function operationsOf(document: { paths: object; security: Operation['security'] }): Operation[] {
  const paths = Object.entries(document.paths as Record<string, Record<string, Operation & { operationId: string }>>);
  return paths.flatMap(([path, item]) =>
    Object.entries(item).map(([method, { operationId, security, responses }]) => ({
      name: operationId,
      method: method.toUpperCase(),
      path: path.replace(/^\/api\/v1/, '').replaceAll(/\{\w+\}/g, ID),
      security: security ?? document.security,
      responses,
    })),
  );
}
