import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestingModule } from '@nestjs/testing';
import { Types } from 'mongoose';
import { FirstOperatorService } from '../../src/users/first-operator.service.js';
import type { OperatorLedgerRow } from '../../src/users/operator-ledger.schema.js';
import { UsersService } from '../../src/users/users.service.js';
import { AccountsCluster } from '../support/accounts-in-process.js';
import { breadth } from '../support/breadth.js';

const EMAIL = 'operator@localhost.localdomain';
const AT_ONCE = breadth(6, 20);

describe('the first operator', () => {
  let cluster: AccountsCluster;
  beforeAll(async () => (cluster = await AccountsCluster.open()));
  afterEach(() => cluster.clear());
  afterAll(() => cluster.close());

  const created = (process: TestingModule) => process.get(FirstOperatorService).created;
  const passwordFile = (dataDir: string) => join(cluster.folder, dataDir, 'operator-password');
  const keptPassword = (dataDir: string) =>
    readFile(passwordFile(dataDir), 'utf8').then(
      (text) => text.trim(),
      () => undefined,
    );
  const startAll = (dataDirs: readonly string[]) => Promise.all(dataDirs.map((dataDir) => cluster.start(dataDir)));
  const operators = () => cluster.connection.collection('users').find({ role: 'operator' }).toArray();
  const signsIn = async (process: TestingModule, password: string) => {
    const users = process.get(UsersService);
    return users.passwordMatches(await users.findAccountByEmail(EMAIL), password);
  };

  it('is one, of many processes that start at the same time, and that one keeps the password', async () => {
    const dataDirs = Array.from({ length: AT_ONCE }, (_, index) => `alone-${index}`);
    const processes = await startAll(dataDirs);
    expect(await operators()).toHaveLength(1);
    const [winner, ...others] = processes.filter((process) => created(process) !== undefined);
    expect(others).toEqual([]);
    const kept = await Promise.all(dataDirs.map(keptPassword));
    const [password, ...more] = kept.filter((text) => text !== undefined);
    expect(more).toEqual([]);
    expect(kept[processes.indexOf(winner!)]).toBe(password);
    expect(await signsIn(winner!, password!)).toBe(true);
  });

  it('has a password that all processes with one folder agree on, readable by its owner alone', async () => {
    const processes = await startAll(Array.from({ length: breadth(4, 10) }, () => 'shared'));
    expect(await operators()).toHaveLength(1);
    const winners = processes.filter((process) => created(process) !== undefined);
    expect(winners.map(created)).toEqual([{ email: EMAIL, passwordFile: passwordFile('shared') }]);
    expect((await stat(passwordFile('shared'))).mode & 0o777).toBe(0o600);
    expect(await signsIn(processes[0]!, (await keptPassword('shared'))!)).toBe(true);
  });

  it('is left as it is by later starts', async () => {
    await cluster.start('first');
    const before = await operators();
    const later = await cluster.start('later', {
      OPERATOR_EMAIL: 'other@example.org',
      OPERATOR_PASSWORD: 'another brush',
    });
    expect(created(later)).toBeUndefined();
    expect(await operators()).toEqual(before);
  });

  it('is created by the next start when a process died before', async () => {
    const firstOperatorId = new Types.ObjectId();
    const ledger = cluster.connection.collection<OperatorLedgerRow>('operatorledger');
    await ledger.insertOne({ _id: 'operators', version: 0, change: null, firstOperatorId });
    const process = await cluster.start('after-a-crash');
    await writeFile(passwordFile('after-a-crash'), 'kept by the process that died');
    expect(created(process)).toBeDefined();
    expect((await operators()).map(({ _id }) => _id)).toEqual([firstOperatorId]);
  });

  it('takes the password that a process kept before it died', async () => {
    const password = 'kept by the process that died';
    await cluster.start('elsewhere');
    await cluster.clear();
    await writeFile(passwordFile('elsewhere'), password);
    expect(await signsIn(await cluster.start('elsewhere'), password)).toBe(true);
  });

  it('has the given address and password, and nothing is written down', async () => {
    const process = await cluster.start('given', { OPERATOR_EMAIL: EMAIL, OPERATOR_PASSWORD: 'a brush of my own' });
    expect(created(process)).toEqual({ email: EMAIL, passwordFile: undefined });
    expect(await keptPassword('given')).toBeUndefined();
    expect(await signsIn(process, 'a brush of my own')).toBe(true);
  });

  it("is never made of an artist's account", async () => {
    const process = await cluster.start('taken', { OPERATOR_PASSWORD: 'a brush of my own' });
    const users = process.get(UsersService);
    await expect(users.register('Operator@LocalHost.localdomain', 'a quiet brush', '')).rejects.toMatchObject({
      code: 'EMAIL_TAKEN',
    });
    await cluster.connection.collection('users').updateMany({}, { $set: { role: 'artist' } });
    const next = await cluster.start('taken', { OPERATOR_PASSWORD: 'a brush of another' });
    expect(created(next)).toBeUndefined();
    expect(await operators()).toEqual([]);
  });
});
