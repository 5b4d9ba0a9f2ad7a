import type { TestingModule } from '@nestjs/testing';
import { OperatorLedgerRepository } from '../../src/users/operator-ledger.repository.js';
import type { StandingChange } from '../../src/users/user.js';
import { UserStandingService } from '../../src/users/user-standing.service.js';
import { UsersRepository } from '../../src/users/users.repository.js';
import { AccountsCluster } from '../support/accounts-in-process.js';
import { breadth } from '../support/breadth.js';

const BY = '66f0c2a4d1b2c3e4f5a6b7c8';
const PROCESSES = breadth([0, 1], [0, 1, 2]);

describe('roles and status changed by several processes', () => {
  let cluster: AccountsCluster;
  let processes: TestingModule[];
  let first: string;
  beforeAll(async () => (cluster = await AccountsCluster.open()));
  beforeEach(async () => {
    const variables = { OPERATOR_PASSWORD: 'a brush of my own' };
    processes = await Promise.all(PROCESSES.map((index) => cluster.start(`process-${index}`, variables)));
    first = (await processes[0]!.get(OperatorLedgerRepository).read()).firstOperatorId;
  });
  afterEach(() => cluster.clear());
  afterAll(() => cluster.close());

  const users = () => processes[0]!.get(UsersRepository);
  const ledger = () => processes[0]!.get(OperatorLedgerRepository);
  const standing = (index: number) => processes[index % processes.length]!.get(UserStandingService);
  const addOperator = async (index: number) =>
    (await users().insert({ email: `${index}@example.org`, name: '', role: 'operator', passwordHash: 'x' })).id;
  const activeOperators = () =>
    users().list({ role: 'operator', status: 'active' }, { page: 1, perPage: 100, sort: 'email' });

  it('leave one operator when all are taken away at the same time', async () => {
    const ids = [
      first,
      ...(await Promise.all(Array.from({ length: breadth(5, 11) }, (_, index) => addOperator(index)))),
    ];
    const changes: StandingChange[] = [{ role: 'artist' }, { status: 'disabled' }];
    const answers = await Promise.allSettled(
      ids.map((id, index) => standing(index).change(id, changes[index % 2]!, BY)),
    );
    const refused = answers.filter(({ status }) => status === 'rejected');
    expect(refused).toMatchObject([{ reason: { code: 'LAST_OPERATOR' } }]);
    expect((await activeOperators()).total).toBe(1);
  });

  it('leave one operator when one of two is taken away many times over', async () => {
    const second = await addOperator(2);
    const ids = Array.from({ length: breadth(8, 20) }, (_, index) => (index % 2 ? first : second));
    await Promise.allSettled(ids.map((id, index) => standing(index).change(id, { role: 'artist' }, BY)));
    expect((await activeOperators()).total).toBe(1);
  });

  it('are finished by the next change when a process died after announcing one', async () => {
    const second = await addOperator(2);
    await ledger().announce(0, { userId: second, role: 'artist' });
    await expect(standing(1).change(first, { status: 'disabled' }, BY)).rejects.toMatchObject({
      code: 'LAST_OPERATOR',
    });
    expect(await users().find(second)).toMatchObject({ role: 'artist', status: 'active' });
    expect(await ledger().read()).toMatchObject({ version: 1, change: undefined });
  });

  it('are finished by the next start when a process died after announcing one', async () => {
    const second = await addOperator(2);
    await ledger().announce(0, { userId: second, status: 'disabled' });
    await cluster.start('next');
    expect(await users().find(second)).toMatchObject({ role: 'operator', status: 'disabled' });
  });

  it('are not repeated by a process that is late', async () => {
    const second = await addOperator(2);
    await standing(0).change(second, { role: 'artist' }, BY);
    await standing(1).change(second, { role: 'operator' }, BY);
    expect(await users().carryOut(second, { role: 'artist' }, 1)).toBeUndefined();
    expect((await activeOperators()).total).toBe(2);
  });

  it('always leave an operator, whatever changes meet and wherever processes die', async () => {
    const ids = [first, await addOperator(1), await addOperator(2)];
    const changes: StandingChange[] = [
      { role: 'artist' },
      { status: 'disabled' },
      { role: 'operator', status: 'active' },
    ];
    const random = generator(1);
    const oneOf = <Choice>(choices: readonly Choice[]) => choices[Math.floor(random() * choices.length)]!;
    for (const process of processes) dieAtTimes(process, random);
    for (let round = 0; round < breadth(8, 25); round += 1) {
      await cluster.connection.collection('users').updateMany({}, { $set: { role: 'operator', status: 'active' } });
      await Promise.allSettled([...ids, ...ids].map((id, index) => standing(index).change(id, oneOf(changes), BY)));
      expect((await activeOperators()).total).toBeGreaterThanOrEqual(1);
    }
  });
});

/** Lets a process die before or after one of the writes that make up a change: the rest of that change never happens. */
function dieAtTimes(process: TestingModule, random: () => number): void {
  const die = () => {
    if (random() < 0.15) throw new Error('died');
  };
  const repositories = [
    [process.get(OperatorLedgerRepository), ['announce', 'strikeOut']],
    [process.get(UsersRepository), ['carryOut', 'changeStanding']],
  ] as [object, string[]][];
  for (const [repository, methods] of repositories) {
    for (const method of methods) {
      const write = Reflect.get(repository, method) as (...parameters: unknown[]) => Promise<unknown>;
      Reflect.set(repository, method, async (...parameters: unknown[]) => {
        die();
        const result = await write.apply(repository, parameters);
        die();
        return result;
      });
    }
  }
}

/** Park and Miller's generator: the same schedule of deaths in every run. @returns numbers in [0, 1) */
function generator(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}
