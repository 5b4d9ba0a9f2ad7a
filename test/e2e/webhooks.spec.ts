import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Account, type Application, startApplication } from '../support/application.js';
import { MappingScene } from '../support/mapping-scene.js';
import { sharedApplication } from '../support/shared-application.js';
import { until } from '../support/until.js';
import { readZip } from '../support/zip-reader.js';
import { isGenuine, WebhookReceiver } from '../support/webhook-receiver.js';

/** More failures than there are attempts. */
const ALWAYS = (status: number) => Array.from({ length: 20 }, () => status);
const ENV = { WEBHOOK_ALLOW_PRIVATE: 'true', WEBHOOK_RETRY_SECONDS: '1' };

describe('webhooks', () => {
  let app: Application;
  let scene: MappingScene;
  let receiver: WebhookReceiver;
  let artist: Account;
  let other: Account;
  let subject: { artworkId: string; baseImageId: string };

  beforeAll(async () => {
    receiver = await WebhookReceiver.listen();
    app = await sharedApplication();
    scene = new MappingScene(app);
    [artist, other] = await Promise.all([app.signUp(), app.signUp()]);
    subject = await scene.subjectOnDefault(artist);
  });
  afterAll(() => receiver.close());

  const add = (as: Account, json: object) => app.api('/webhooks', { as, json });
  /** One that is told of nothing else that these tests do. */
  const listen = async (path: string, events?: string[]) =>
    (await add(artist, { url: receiver.url(path), ...(events ? { events } : {}) })).body;
  const remove = (id: string) => app.api(`/webhooks/${id}`, { as: artist, method: 'DELETE' });
  const deliveries = async (id: string) =>
    (await app.api(`/webhooks/${id}/deliveries`, { as: artist })).body.items as Record<string, unknown>[];
  const read = async (id: string) => (await app.api(`/webhooks/${id}`, { as: artist })).body;
  const ping = (id: string, as = artist) => app.api(`/webhooks/${id}/ping`, { as, method: 'POST' });

  it('are told once that a mapping succeeded, with the mapping and a genuine signature', async () => {
    const hook = await listen('/succeeded');
    const { body: mapping } = await scene.map(artist, subject, { wait: 30 });
    await until(async () => (await deliveries(hook.id))[0]?.['state'] === 'delivered');
    const [message, ...more] = receiver.at('/succeeded');
    expect(more).toEqual([]);
    expect(isGenuine(message!, hook.secret)).toBe(true);
    expect(isGenuine({ ...message!, body: `${message!.body} ` }, hook.secret)).toBe(false);
    const told = JSON.parse(message!.body);
    const { body: data } = await scene.get(artist, mapping.id);
    expect(told).toEqual({ type: 'mapping.succeeded', timestamp: data.finishedAt, data });
    expect(await deliveries(hook.id)).toEqual([
      expect.objectContaining({
        event: 'mapping.succeeded',
        mappingId: mapping.id,
        messageId: message!.headers['webhook-id'],
        attempts: 1,
        statusCode: 204,
      }),
    ]);
    expect(Math.abs(Number(message!.headers['webhook-timestamp']) * 1000 - Date.now())).toBeLessThan(60_000);
    await remove(hook.id);
  });

  it('are told of each end of a mapping that they were registered for', async () => {
    const hook = await listen('/cancelled', ['mapping.cancelled']);
    const operator = await app.operator();
    await app.api('/jobs/pause', { as: operator, method: 'POST' });
    const { body: mapping } = await scene.map(artist, subject);
    for (const action of ['cancel', 'retry', 'cancel']) {
      expect((await app.api(`/mappings/${mapping.id}/${action}`, { as: artist, method: 'POST' })).status).toBeLessThan(
        300,
      );
    }
    await app.api('/jobs/resume', { as: operator, method: 'POST' });
    await until(() => receiver.at('/cancelled').length === 2);
    const [first, second] = receiver.at('/cancelled');
    expect(first!.headers['webhook-id']).not.toBe(second!.headers['webhook-id']);
    expect(JSON.parse(first!.body)).toMatchObject({
      type: 'mapping.cancelled',
      data: { id: mapping.id, status: 'cancelled' },
    });
    await remove(hook.id);
  });

  it('are told again, with the same id and body, until they take it', async () => {
    const hook = await listen('/failing');
    receiver.answer('/failing', 500);
    const { body: made } = await ping(hook.id);
    expect(made).toMatchObject({ state: 'pending', event: 'webhook.ping' });
    await until(async () => (await deliveries(hook.id))[0]?.['state'] === 'delivered');
    const told = receiver.at('/failing');
    expect(new Set(told.map(({ headers, body }) => [headers['webhook-id'], body].join())).size).toBe(1);
    expect(told).toHaveLength(2);
    expect(told.every((message) => isGenuine(message, hook.secret))).toBe(true);
    await until(async () => (await read(hook.id)).failingSince === undefined);

    const again = await app.api(`/webhooks/${hook.id}/deliveries/${made.id}/redeliver`, { as: artist, method: 'POST' });
    expect([again.status, again.body.state]).toEqual([202, 'pending']);
    await until(() => receiver.at('/failing').length === 3);
    expect(receiver.at('/failing')[2]!.headers['webhook-id']).toBe(made.messageId);
    await remove(hook.id);
  });

  it('say why they were not told, and since when', async () => {
    const hook = await listen('/refusing');
    receiver.answer('/refusing', ...ALWAYS(503));
    await ping(hook.id);
    await until(async () => (await deliveries(hook.id))[0]?.['error'] === 'The receiver answered 503.');
    await until(async () => (await read(hook.id)).failingSince !== undefined);
    expect(await read(hook.id)).toMatchObject({ enabled: true });
    await remove(hook.id);
  });

  it('are told nothing more once they are gone, until they are enabled again', async () => {
    const hook = await listen('/gone');
    receiver.answer('/gone', 410);
    await ping(hook.id);
    await until(async () => !(await read(hook.id)).enabled);
    expect((await read(hook.id)).disabled.detail).toBe('The receiver answered 410 (Gone).');
    expect((await ping(hook.id)).status).toBe(409);
    const { body } = await app.api(`/webhooks/${hook.id}`, { as: artist, method: 'PATCH', json: { enabled: true } });
    expect(body).toMatchObject({ enabled: true });
    expect(body).not.toHaveProperty('disabled');
    await ping(hook.id);
    await until(() => receiver.at('/gone').length === 2);
    await remove(hook.id);
  });

  it('show their secret once and nowhere else', async () => {
    const { status, body, headers } = await add(artist, { url: receiver.url('/secret'), description: 'Shop' });
    expect([status, headers.get('cache-control')]).toEqual([201, 'no-store']);
    expect(body.secret).toMatch(/^whsec_[\w+/]{43}=$/);
    await ping(body.id);
    await until(() => receiver.at('/secret').length === 1);
    const { secret, ...shown } = body;
    const { body: list } = await app.api('/webhooks', { as: artist });
    expect(list).toMatchObject({ total: 1, items: [shown] });
    const pages = await Promise.all([read(body.id), deliveries(body.id)]);
    const exported = readZip(Buffer.from(await (await app.request('/me/export', { as: artist })).arrayBuffer()));
    const record = exported.find(({ name }) => name === 'webhooks.json')!.content.toString();
    expect(JSON.parse(record)).toEqual([shown]);
    expect(JSON.stringify([list, pages, record])).not.toContain(secret);
    expect(app.output).not.toContain(secret);
    await remove(body.id);
  });

  it('sign with the secret that was replaced too, for a day; with none from before', async () => {
    const hook = await listen('/rotated');
    const rotate = async () => app.api(`/webhooks/${hook.id}/rotate-secret`, { as: artist, method: 'POST' });
    const { status, body: second, headers } = await rotate();
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(second.secret).not.toBe(hook.secret);
    const day = Date.parse(second.previousSecretExpiresAt) - Date.now();
    expect(Math.abs(day - 86_400_000)).toBeLessThan(600_000);
    await ping(hook.id);
    await until(() => receiver.at('/rotated').length === 1);
    const { body: third } = await rotate();
    await ping(hook.id);
    await until(() => receiver.at('/rotated').length === 2);
    const taken = receiver
      .at('/rotated')
      .map((message) => [hook, second, third].map(({ secret }) => isGenuine(message, secret)));
    expect(taken).toEqual([
      [true, true, false],
      [false, true, true],
    ]);
    expect(JSON.stringify(await read(hook.id))).not.toContain('whsec_');
    await remove(hook.id);
  });

  it('are nobody else’s', async () => {
    const hook = await listen('/own');
    const { body: delivery } = await ping(hook.id);
    const tries = [
      app.api(`/webhooks/${hook.id}`, { as: other }),
      app.api(`/webhooks/${hook.id}`, { as: other, method: 'PATCH', json: { enabled: false } }),
      app.api(`/webhooks/${hook.id}`, { as: other, method: 'DELETE' }),
      app.api(`/webhooks/${hook.id}/deliveries`, { as: other }),
      ping(hook.id, other),
      app.api(`/webhooks/${hook.id}/rotate-secret`, { as: other, method: 'POST' }),
      app.api(`/webhooks/${hook.id}/deliveries/${delivery.id}/redeliver`, { as: other, method: 'POST' }),
    ];
    expect((await Promise.all(tries)).map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 404, 404]);
    expect((await app.api('/webhooks', { as: other })).body.total).toBe(0);
    expect((await app.api('/webhooks')).status).toBe(401);
    const { body: others } = await add(other, { url: receiver.url('/other') });
    const path = `/webhooks/${others.id}/deliveries/${delivery.id}/redeliver`;
    expect((await app.api(path, { as: other, method: 'POST' })).status).toBe(404);
    await remove(hook.id);
  });

  it('are ten an account, however many are added at once', async () => {
    const many = await app.signUp();
    const all = await Promise.all(Array.from({ length: 14 }, () => add(many, { url: receiver.url('/many') })));
    expect(all.filter(({ status }) => status === 201)).toHaveLength(10);
    expect(all.filter(({ status, body }) => status === 422 && body.code === 'QUOTA_EXCEEDED')).toHaveLength(4);
  });

  it.each([['ftp://example.org/'], ['https://user:secret@example.org/'], ['http://8.8.8.8/'], ['not an address']])(
    'do not lead to %s',
    async (url) => {
      const { status, body } = await add(other, { url });
      expect([status, body.errors?.[0].pointer]).toEqual([422, '/url']);
    },
  );

  it('are told nothing once their account is disabled', async () => {
    const leaver = await app.signUp();
    const { body: hook } = await add(leaver, { url: receiver.url('/disabled') });
    receiver.answer('/disabled', ...ALWAYS(500));
    await ping(hook.id, leaver);
    await until(() => receiver.at('/disabled').length > 0);
    const operator = await app.operator();
    await app.api(`/users/${leaver.id}`, { as: operator, method: 'PATCH', json: { status: 'disabled' } });
    await until(() => app.output.includes('The account was disabled before the webhook could be told.'));
    const { length } = receiver.at('/disabled');
    await app.api(`/users/${leaver.id}`, { as: operator, method: 'PATCH', json: { status: 'active' } });
    const { body: session } = await app.api('/auth/login', {
      json: { email: leaver.email, password: leaver.password },
    });
    const list = await app.api(`/webhooks/${hook.id}/deliveries`, { as: session });
    expect(list.body.items).toMatchObject([{ state: 'failed', error: expect.stringMatching(/account was disabled/) }]);
    expect(receiver.at('/disabled')).toHaveLength(length);
  });
});

it('lead into no private network where that is not allowed', async () => {
  const receiver = await WebhookReceiver.listen();
  const app = await startApplication();
  try {
    const artist = await app.signUp();
    const urls = [receiver.url(), 'https://127.0.0.1/', 'https://[::1]/', 'https://localhost/', 'https://2130706433/'];
    const answers = await Promise.all(urls.map((url) => app.api('/webhooks', { as: artist, json: { url } })));
    expect(answers.map(({ status, body }) => [status, body.errors[0].pointer])).toEqual(urls.map(() => [422, '/url']));
    expect(receiver.received).toEqual([]);
  } finally {
    await app.stop();
    await receiver.close();
  }
});

it('are told after a kill between the end of the mapping and the delivery', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'artwork-mapping-webhooks-'));
  const silent = await WebhookReceiver.listen();
  const { port } = silent;
  const first = await startApplication({ dataDir, env: ENV });
  const artist = await first.signUp();
  const scene = new MappingScene(first);
  const { body: hook } = await first.api('/webhooks', { as: artist, json: { url: silent.url() } });
  await silent.close();
  const { body: mapping } = await scene.map(artist, await scene.subject(artist), { wait: 30 });
  await first.kill();

  const receiver = await WebhookReceiver.listen(port);
  const second = await startApplication({ dataDir, env: ENV });
  try {
    await until(() => receiver.received.length > 0, 60_000);
    const [message] = receiver.received;
    expect(isGenuine(message!, hook.secret)).toBe(true);
    expect(JSON.parse(message!.body)).toMatchObject({ type: 'mapping.succeeded', data: { id: mapping.id } });
    expect(JSON.parse(message!.body).data.result.url).toMatch(/^http/);
  } finally {
    await second.stop();
    await receiver.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}, 90_000);
