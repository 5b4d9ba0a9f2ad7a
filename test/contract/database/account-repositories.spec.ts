import { randomUUID } from 'node:crypto';
import type { Connection } from 'mongoose';
import { API_KEY_MODEL, type ApiKeyRow, apiKeySchema } from '../../../src/api-keys/api-key.schema.js';
import { ApiKeysRepository } from '../../../src/api-keys/api-keys.repository.js';
import { SessionsRepository } from '../../../src/auth/sessions/sessions.repository.js';
import { SESSION_MODEL, type SessionRow, sessionSchema } from '../../../src/auth/sessions/session.schema.js';
import { IdempotencyRepository } from '../../../src/idempotency/idempotency.repository.js';
import {
  IDEMPOTENCY_MODEL,
  type IdempotencyRow,
  idempotencySchema,
} from '../../../src/idempotency/idempotency.schema.js';
import { OperatorLedgerRepository } from '../../../src/users/operator-ledger.repository.js';
import {
  OPERATOR_LEDGER_MODEL,
  type OperatorLedgerRow,
  operatorLedgerSchema,
} from '../../../src/users/operator-ledger.schema.js';
import type { Account } from '../../../src/users/user.js';
import { USER_MODEL, type UserRow, userSchema } from '../../../src/users/user.schema.js';
import { UsersRepository } from '../../../src/users/users.repository.js';
import { objectId } from './models.js';
import { RecordedQueries } from './recorded-queries.js';
import { describeOnEveryServer } from './server.js';

const MINUTE = 60_000;
const LISTING = { page: 1, perPage: 10, sort: '-createdAt' };

describeOnEveryServer('repositories of accounts', (server) => {
  let connection: Connection;
  let users: UsersRepository;
  let ledger: OperatorLedgerRepository;
  let sessions: SessionsRepository;
  let records: IdempotencyRepository;
  let apiKeys: ApiKeysRepository;
  let queries: RecordedQueries;

  beforeAll(async () => {
    ({ connection } = server());
    const user = connection.model<UserRow>(USER_MODEL, userSchema);
    const entries = connection.model<OperatorLedgerRow>(OPERATOR_LEDGER_MODEL, operatorLedgerSchema);
    const session = connection.model<SessionRow>(SESSION_MODEL, sessionSchema);
    const apiKey = connection.model<ApiKeyRow>(API_KEY_MODEL, apiKeySchema);
    const record = connection.model<IdempotencyRow>(IDEMPOTENCY_MODEL, idempotencySchema);
    queries = await RecordedQueries.of(connection);
    users = queries.watch(new UsersRepository(user));
    ledger = queries.watch(new OperatorLedgerRepository(entries));
    sessions = queries.watch(new SessionsRepository(session));
    records = queries.watch(new IdempotencyRepository(record));
    apiKeys = queries.watch(new ApiKeysRepository(apiKey));
  });
  beforeEach(async () => {
    await connection.collection('users').deleteMany({});
    queries.clear();
  });

  const id = () => objectId().toHexString();
  const insert = (email: string, facts: { id?: string; name?: string; role?: 'artist' | 'operator' } = {}) =>
    users.insert({ email, name: '', role: 'artist', passwordHash: 'hash', ...facts });
  const emails = async (filter: object, sort = 'email') =>
    (await users.list(filter, { ...LISTING, sort })).items.map(({ email }) => email);

  it('keep one user of an address in any case, and say whose it is', async () => {
    const outcomes = await Promise.allSettled(['Ann@x.org', 'ann@X.org', 'ANN@x.org'].map((email) => insert(email)));
    const kept = outcomes.filter((outcome) => outcome.status === 'fulfilled');
    expect(kept).toHaveLength(1);
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused.map(({ reason }) => reason.code)).toEqual(['EMAIL_TAKEN', 'EMAIL_TAKEN']);
    const { value: ann } = kept[0] as PromiseFulfilledResult<Account>;
    await expect(insert('other@x.org', { id: ann.id })).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await users.findByEmail('aNN@x.org')).toEqual(ann);
    expect(await users.find(ann.id)).toEqual(ann);
    expect(await users.find(id())).toBeUndefined();
    expect(await queries.scans('findOne')).toEqual([]);
  });

  it('list users in every way the API allows, by index', async () => {
    await insert('b@x.org', { name: 'Zoë' });
    await insert('a@x.org', { name: 'Yun', role: 'operator' });
    await insert('c@y.org', { name: 'xaver' });
    for (const sort of ['email', 'name', 'createdAt']) {
      const forward = await emails({}, sort);
      expect(await emails({}, `-${sort}`)).toEqual(forward.toReversed());
    }
    expect(await emails({}, 'name')).toEqual(['c@y.org', 'a@x.org', 'b@x.org']);
    expect(await emails({ search: 'X.ORG' })).toEqual(['a@x.org', 'b@x.org']);
    expect(await emails({ search: 'XAV' })).toEqual(['c@y.org']);
    expect(await emails({ search: '.' })).toHaveLength(3);
    expect(await emails({ search: '(' })).toEqual([]);
    expect(await emails({ role: 'operator', status: 'active' })).toEqual(['a@x.org']);
    expect(await users.list({}, { ...LISTING, page: 2, perPage: 2 })).toMatchObject({ total: 3, items: [{}] });
    expect(await queries.scans('find')).toEqual([]);
  });

  it('change a user’s standing only as it was read, and an announced change once', async () => {
    const ann = await insert('ann@x.org', { role: 'operator' });
    const changes = await Promise.all(
      Array.from({ length: 6 }, () => users.changeStanding(ann, { status: 'disabled' })),
    );
    expect(changes.filter(Boolean)).toHaveLength(1);
    expect(await users.find(ann.id)).toMatchObject({
      status: 'disabled',
      sessionGeneration: ann.sessionGeneration + 1,
    });
    const carried = await Promise.all(
      Array.from({ length: 6 }, () => users.carryOut(ann.id, { role: 'artist', status: 'active' }, 3)),
    );
    expect(carried.filter(Boolean)).toHaveLength(1);
    expect(await users.carryOut(ann.id, { role: 'operator' }, 2)).toBeUndefined();
    expect(await queries.scans('findOneAndUpdate')).toEqual([]);
  });

  it('count operators, by index', async () => {
    const ann = await insert('ann@x.org', { role: 'operator' });
    await insert('bea@x.org', { role: 'operator' });
    await insert('cem@x.org');
    expect(await users.countOperators()).toBe(2);
    expect(await users.countOtherActiveOperators(ann.id)).toBe(1);
    expect(await queries.scans('countDocuments')).toEqual([]);
  });

  it('change passwords, generations and addresses', async () => {
    const ann = await insert('ann@x.org');
    const changed = await Promise.all(['one', 'two', 'three'].map((hash) => users.changePassword(ann, hash)));
    const winner = changed.find((account) => account !== undefined);
    expect(changed.filter(Boolean)).toHaveLength(1);
    expect(winner!.sessionGeneration).toBe(ann.sessionGeneration + 1);
    await users.replaceHash(ann, 'too late');
    await users.replaceHash(winner!, 'costlier');
    expect(await users.nextSessionGeneration(ann.id)).toBe(true);
    expect(await users.nextSessionGeneration(id())).toBe(false);
    await users.setFamiliarAddresses(ann.id, ['a', 'b']);
    expect(await users.find(ann.id)).toMatchObject({
      passwordHash: 'costlier',
      sessionGeneration: ann.sessionGeneration + 2,
      familiarAddresses: ['a', 'b'],
    });
    expect(await queries.scans('findOneAndUpdate', 'updateOne')).toEqual([]);
  });

  it('close an account once, free its address, and forget it in the end', async () => {
    const ann = await insert('ann@x.org', { name: 'Ann' });
    const bea = await insert('bea@x.org', { role: 'operator' });
    const closedAt = new Date();
    const closed = await Promise.all(Array.from({ length: 4 }, () => users.close(ann.id, closedAt)));
    expect(closed.filter(Boolean)).toHaveLength(1);
    expect(await users.close(bea.id, closedAt)).toBe(false);
    expect(await users.findByEmail('ann@x.org')).toBeUndefined();
    expect(await emails({})).toEqual(['bea@x.org']);
    if (!queries.standIn) expect((await insert('ann@x.org')).id).not.toBe(ann.id);
    expect(await users.closed(closedAt, 5)).toEqual([{ id: ann.id, closedAt }]);
    expect(await users.closed(new Date(0), 5)).toEqual([]);
    expect(await users.countClosed()).toBe(1);
    await users.purge(bea.id);
    await users.purge(ann.id);
    expect([await users.countClosed(), await users.countOperators()]).toEqual([0, 1]);
    expect(await queries.scans('find', 'findOne', 'updateOne', 'deleteOne')).toEqual([]);
  });

  it('open one ledger, and announce one change at a time', async () => {
    const [first, ...others] = await Promise.all(Array.from({ length: 5 }, () => ledger.read()));
    expect(others).toEqual(others.map(() => first));
    const change = { userId: id(), role: 'artist' } as const;
    const announced = await Promise.all(Array.from({ length: 5 }, () => ledger.announce(first!.version, change)));
    expect(announced.filter(Boolean)).toHaveLength(1);
    expect(await ledger.read()).toMatchObject({ version: first!.version + 1, change });
    expect(await ledger.announce(first!.version + 1, change)).toBe(false);
    await ledger.strikeOut(first!.version + 1);
    expect((await ledger.read()).change).toBeUndefined();
    expect(await queries.scans('findOne', 'updateOne')).toEqual([]);
  });

  it('rotate a session’s token once of many', async () => {
    const owner = id();
    const soon = new Date(Date.now() + MINUTE);
    const fresh = { rotatedAt: new Date(), answeredFrom: new Date(), expiresAt: soon };
    const session = await sessions.insert({
      userId: owner,
      generation: 0,
      familyHash: randomUUID(),
      tokenHash: 'first',
      ...fresh,
    });
    const rotations = await Promise.all(
      Array.from({ length: 8 }, (_, i) => sessions.rotate(session, { tokenHash: `next-${i}`, ...fresh })),
    );
    const rotated = rotations.find((found) => found !== undefined);
    expect(rotations.filter(Boolean)).toHaveLength(1);
    await sessions.putOffAnswer(rotated!, soon);
    await sessions.putOffAnswer(rotated!, new Date(0));
    await sessions.setGeneration(session.id, 4);
    expect(await sessions.find(session.id)).toMatchObject({ previousHash: 'first', answeredFrom: soon, generation: 4 });
    await sessions.removeOthers(owner, session.id);
    expect(await sessions.find(session.id)).toBeDefined();
    await sessions.remove(session.id);
    expect(await sessions.find(session.id)).toBeUndefined();
    const others = await Promise.all(
      ['x', 'y'].map((tokenHash) =>
        sessions.insert({ userId: owner, generation: 0, familyHash: randomUUID(), tokenHash, ...fresh }),
      ),
    );
    await sessions.removeAll(owner);
    for (const other of others) expect(await sessions.find(other.id)).toBeUndefined();
    expect(await queries.scans('findOneAndUpdate', 'updateOne', 'deleteMany', 'deleteOne')).toEqual([]);
  });

  it('keep one API key in a slot, find it by its hash, and note its use once of many', async () => {
    const owner = id();
    const now = new Date();
    const key = (facts: object = {}) => ({
      ownerId: owner,
      slot: 0,
      hash: randomUUID(),
      lastFour: 'x3Qa',
      name: 'Import',
      generation: 1,
      createdAt: now,
      expiresAt: null,
      ...facts,
    });
    const racing = await Promise.all(Array.from({ length: 6 }, () => apiKeys.insert(key())));
    const kept = racing.filter((inserted) => inserted !== undefined);
    expect(kept).toHaveLength(1);
    const second = await apiKeys.insert(key({ slot: 1, hash: 'second', name: 'A' }));
    expect(await apiKeys.findByHash('second')).toEqual(second);
    expect(await apiKeys.findByHash('third')).toBeUndefined();
    await expect(apiKeys.insert(key({ slot: 2, hash: 'second' }))).rejects.toMatchObject({ code: 11000 });

    const uses = Array.from({ length: 5 }, (_, i) => new Date(now.getTime() + i));
    await Promise.all(uses.map((use) => apiKeys.noteUse(second!, use)));
    const { lastUsedAt } = (await apiKeys.findByHash('second'))!;
    expect(uses).toContainEqual(lastUsedAt);
    await apiKeys.noteUse(second!, new Date(0));
    expect(await apiKeys.findByHash('second')).toMatchObject({ lastUsedAt });

    const other = await apiKeys.insert(key({ ownerId: id() }));
    expect(await apiKeys.page(owner, { ...LISTING, sort: 'name' })).toMatchObject({
      items: [{ name: 'A' }, { name: 'Import' }],
      total: 2,
    });
    expect(await apiKeys.delete(owner, other!.id)).toBe(false);
    expect([await apiKeys.delete(owner, second!.id), await apiKeys.delete(owner, second!.id)]).toEqual([true, false]);
    expect(await apiKeys.insert(key({ slot: 1, expiresAt: now }))).toBeDefined();
    expect(await apiKeys.insert(key({ slot: 2, generation: 0 }))).toBeDefined();
    await apiKeys.deleteSpent(owner, 1, now);
    expect(await apiKeys.ofOwner(owner)).toEqual(kept);
    await apiKeys.deleteAll(owner);
    expect(await apiKeys.ofOwner(owner)).toEqual([]);
    expect(await apiKeys.ofOwner(other!.ownerId)).toEqual([other]);
    expect(await queries.scans('find', 'findOne', 'countDocuments', 'updateOne', 'deleteOne', 'deleteMany')).toEqual(
      [],
    );
  });

  it('give an idempotent request to one attempt at a time, until its answer is kept or its time is over', async () => {
    const now = new Date();
    const later = new Date(now.getTime() + MINUTE);
    const row = {
      _id: 'user key',
      fingerprint: 'f',
      attemptId: 'a',
      leaseEndsAt: later,
      answer: null,
      expiresAt: new Date(now.getTime() + 2 * MINUTE),
    };
    const inserted = await Promise.all(['a', 'b', 'c'].map((attemptId) => records.insert({ ...row, attemptId })));
    expect(inserted.filter(Boolean)).toHaveLength(1);
    const { attemptId: holder } = (await records.find(row._id, now))!;
    expect(await records.takeOver(row._id, 'thief', now, later)).toBe(false);
    await records.renew(row._id, holder, new Date(now.getTime() - 1));
    const taken = await Promise.all(['d', 'e'].map((attemptId) => records.takeOver(row._id, attemptId, now, later)));
    expect(taken.filter(Boolean)).toHaveLength(1);
    await records.remove(row._id, holder);
    const { attemptId } = (await records.find(row._id, now))!;
    const answer = { status: 201, headers: { location: '/x' }, body: '{}' };
    await records.complete(row._id, 'thief', { ...answer, status: 500 });
    await records.complete(row._id, attemptId, answer);
    await records.remove(row._id, attemptId);
    expect(await records.find(row._id, now)).toMatchObject({ answer });
    expect(await records.find(row._id, new Date(now.getTime() + 3 * MINUTE))).toBeUndefined();
    const user = id();
    await records.insert({ ...row, _id: `${user}:k` });
    await records.insert({ ...row, _id: `${id()}:k` });
    await records.removeOfUser(user);
    expect(await records.find(`${user}:k`, now)).toBeUndefined();
    expect(await connection.collection('idempotencyrecords').countDocuments({})).toBe(1);
    expect(await queries.scans('findOne', 'updateOne', 'deleteOne', 'deleteMany')).toEqual([]);
  });

  it('are asked for everything they can', () => expect(queries.unusedMethods()).toEqual([]));
});
