import type { Connection } from 'mongoose';
import { AppConfig } from '../../../src/config/app-config.js';
import { parseEnvironment } from '../../../src/config/environment.js';
import { JobClock } from '../../../src/jobs/job-clock.js';
import { DeliveriesRepository } from '../../../src/webhooks/deliveries.repository.js';
import { DELIVERY_MODEL, type DeliveryRow, deliveryRowSchema } from '../../../src/webhooks/delivery.schema.js';
import { DeliveryClaimsRepository } from '../../../src/webhooks/delivery-claims.repository.js';
import { WEBHOOK_MODEL, type WebhookRow, webhookRowSchema } from '../../../src/webhooks/webhook.schema.js';
import { WebhooksRepository } from '../../../src/webhooks/webhooks.repository.js';
import { objectId } from './models.js';
import { RecordedQueries } from './recorded-queries.js';
import { describeOnEveryServer } from './server.js';

const LISTING = { page: 1, perPage: 10, sort: '-createdAt' };
const LEASE = 60_000;

describeOnEveryServer('repositories of webhooks', (server) => {
  let connection: Connection;
  let webhooks: WebhooksRepository;
  let deliveries: DeliveriesRepository;
  let claims: DeliveryClaimsRepository;
  let queries: RecordedQueries;

  beforeAll(async () => {
    ({ connection } = server());
    const config = new AppConfig(parseEnvironment({ NODE_ENV: 'test' }));
    const clock = new JobClock(connection);
    const webhook = connection.model<WebhookRow>(WEBHOOK_MODEL, webhookRowSchema);
    const delivery = connection.model<DeliveryRow>(DELIVERY_MODEL, deliveryRowSchema);
    queries = await RecordedQueries.of(connection);
    webhooks = queries.watch(new WebhooksRepository(webhook));
    deliveries = queries.watch(new DeliveriesRepository(delivery, config));
    claims = queries.watch(new DeliveryClaimsRepository(delivery, clock));
    await clock.synchronise();
  });
  beforeEach(async () => {
    for (const name of ['webhooks', 'webhook_deliveries']) await connection.collection(name).deleteMany({});
    queries.clear();
  });

  const id = () => objectId().toHexString();
  const add = (ownerId: string, limit = 3) =>
    webhooks.insert(
      { ownerId, url: 'https://example.org', events: ['mapping.failed'], description: '', secret: 's' },
      limit,
    );
  const make = (webhookId: string, ownerId = id(), messageId = `msg_${id()}`, now = new Date(0)) =>
    deliveries.insert({ webhookId, ownerId, messageId, event: 'mapping.failed', origin: {}, body: '{}' }, now);

  it('keep the limit, however many are added at once, by index', async () => {
    const owner = id();
    const added = await Promise.all(Array.from({ length: 8 }, () => add(owner)));
    const kept = added.filter((webhook) => webhook !== undefined);
    expect(kept).toHaveLength(3);
    expect(await webhooks.delete(id(), kept[1]!.id)).toBe(false);
    expect(await webhooks.delete(owner, kept[1]!.id)).toBe(true);
    const again = await add(owner);
    expect(again).toMatchObject({ enabled: true, ownerId: owner });
    expect(await webhooks.page(owner, LISTING)).toMatchObject({ total: 3 });
    expect(await webhooks.ofOwners([owner, id()])).toHaveLength(3);
    expect(await webhooks.find(again!.id)).toEqual(again);
    await webhooks.deleteAll(owner);
    expect((await webhooks.page(owner, LISTING)).items).toEqual([]);
    expect(await queries.scans('find', 'findOne', 'countDocuments', 'deleteOne', 'deleteMany')).toEqual([]);
  });

  it('remember since when a webhook fails, and why it was disabled, until it is enabled again', async () => {
    const owner = id();
    const { id: hook } = (await add(owner))!;
    await webhooks.setFailing(hook, new Date(1));
    await webhooks.setFailing(hook, new Date(2));
    expect((await webhooks.find(hook))!.failingSince).toEqual(new Date(1));
    await webhooks.setServing(hook);
    expect(await webhooks.find(hook)).not.toHaveProperty('failingSince');
    await webhooks.setFailing(hook, new Date(3));
    await webhooks.disable(hook, new Date(4), 'Gone.');
    await webhooks.disable(hook, new Date(5), 'Gone again.');
    const disabled = await webhooks.change(owner, hook, { description: 'x' });
    expect(disabled).toMatchObject({
      enabled: false,
      disabling: { at: new Date(4), detail: 'Gone.' },
      description: 'x',
    });
    const enabled = await webhooks.change(owner, hook, { enabled: true, events: ['mapping.succeeded'] });
    expect(enabled).toMatchObject({ enabled: true, events: ['mapping.succeeded'] });
    expect(Object.keys(enabled!)).not.toEqual(expect.arrayContaining(['disabling']));
    expect(await webhooks.change(id(), hook, { enabled: false })).toBeUndefined();
  });

  it('make one delivery of a message for each webhook', async () => {
    const [hook, other, owner] = [id(), id(), id()];
    const made = await Promise.all(Array.from({ length: 5 }, () => make(hook, owner, 'msg_1')));
    expect(made.filter(Boolean)).toHaveLength(1);
    expect(await make(other, owner, 'msg_1')).toMatchObject({ state: 'pending', attempts: 0 });
    const page = await deliveries.page({ webhookId: hook }, LISTING);
    expect(page).toMatchObject({ total: 1, items: [made.find(Boolean)] });
    expect((await deliveries.page({ webhookId: hook, state: 'failed' }, LISTING)).total).toBe(0);
    await deliveries.deleteOfWebhook(hook);
    expect((await deliveries.page({ webhookId: hook }, LISTING)).total).toBe(0);
    await deliveries.deleteAll(owner);
    expect((await deliveries.page({ webhookId: other }, LISTING)).total).toBe(0);
    expect(await queries.scans('find', 'countDocuments', 'deleteMany')).toEqual([]);
  });

  it('hand each delivery to one of many that ask, the one due longest first, by index', async () => {
    const [hook, busy] = [id(), id()];
    expect(await claims.oldestDue()).toBeUndefined();
    await make(hook, busy, 'msg_busy', new Date(1));
    await make(hook, id(), 'msg_later', new Date(3));
    await make(hook, id(), 'msg_sooner', new Date(2));
    await make(hook, id(), 'msg_future', new Date(Date.now() + LEASE));
    expect(await claims.oldestDue()).toEqual(new Date(1));
    expect(await claims.claim(LEASE, [busy])).toMatchObject({ messageId: 'msg_sooner', attempts: 1 });
    const rest = await Promise.all(Array.from({ length: 6 }, () => claims.claim(LEASE, [])));
    expect(rest.flatMap((delivery) => delivery?.messageId ?? []).toSorted()).toEqual(['msg_busy', 'msg_later']);
    expect(await queries.scans('findOneAndUpdate', 'findOne')).toEqual([]);
  });

  it('replace a secret once, however many do at the same time, and remember the one before', async () => {
    const { id: hook } = (await add(id()))!;
    const previous = { secret: 's', expiresAt: new Date(9) };
    const replaced = await Promise.all(['t', 'u', 'v'].map((secret) => webhooks.replaceSecret(hook, secret, previous)));
    const done = replaced.find((webhook) => webhook !== undefined);
    expect(replaced.filter((webhook) => webhook === undefined)).toHaveLength(2);
    expect(done).toMatchObject({ secret: expect.stringMatching(/^[tuv]$/), previousSecret: previous });
    expect(await webhooks.find(hook)).toEqual(done);
    expect(await queries.scans('findOneAndUpdate')).toEqual([]);
  });

  it('take what came of an attempt from whoever has the delivery, and from nobody else', async () => {
    const hook = id();
    await make(hook);
    const late = (await claims.claim(-1, []))!;
    const now = (await claims.claim(LEASE, []))!;
    expect(now).toMatchObject({ id: late.id, attempts: 2 });
    expect(await claims.record(late, { state: 'delivered', status: 200 })).toBe(false);
    const dueAt = new Date(5);
    expect(await claims.record(now, { state: 'pending', status: 500, error: 'No.', dueAt })).toBe(true);
    const [waiting] = (await deliveries.page({ webhookId: hook }, LISTING)).items;
    expect(waiting).toMatchObject({ state: 'pending', status: 500, error: 'No.', dueAt, attempts: 2 });
    const third = (await claims.claim(LEASE, []))!;
    expect(await deliveries.restart(id(), third.id, new Date(6))).toBeUndefined();
    expect(await deliveries.restart(hook, third.id, new Date(6))).toMatchObject({ state: 'pending', attempts: 0 });
    expect(await claims.record(third, { state: 'failed', error: 'No.' })).toBe(false);
    const fourth = (await claims.claim(LEASE, []))!;
    expect(await claims.record(fourth, { state: 'delivered', status: 204 })).toBe(true);
    const [delivered] = (await deliveries.page({ webhookId: hook, state: 'delivered' }, LISTING)).items;
    expect(delivered).toMatchObject({ status: 204, attempts: 1, deliveredAt: expect.any(Date) });
    expect(delivered).not.toHaveProperty('error');
    expect(delivered).not.toHaveProperty('dueAt');
    expect(await claims.claim(LEASE, [])).toBeUndefined();
    await make(hook);
    const fifth = (await claims.claim(LEASE, []))!;
    await claims.release();
    expect(await claims.record(fifth, { state: 'failed', error: 'No.' })).toBe(false);
    expect(await claims.claim(LEASE, [])).toMatchObject({ id: fifth.id, attempts: 2 });
    expect(await queries.scans('findOneAndUpdate', 'updateOne', 'updateMany')).toEqual([]);
  });

  it('are used here in every way there is', () => {
    expect(queries.unusedMethods()).toEqual([]);
  });
});
