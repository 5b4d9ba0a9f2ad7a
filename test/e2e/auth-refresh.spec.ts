import type { TestingModule } from '@nestjs/testing';
import { AccessTokensService } from '../../src/auth/access-tokens/access-tokens.service.js';
import { AuthModule } from '../../src/auth/auth.module.js';
import { SessionsService } from '../../src/auth/sessions/sessions.service.js';
import { UsersService } from '../../src/users/users.service.js';
import { AccountsCluster } from '../support/accounts-in-process.js';

/** In process: over HTTP it would be the machine's business whether requests come in the same quarter of a second. */
describe('a refresh token', () => {
  let cluster: AccountsCluster;
  let processes: TestingModule[];

  beforeAll(async () => {
    cluster = await AccountsCluster.open();
    const secret = { JWT_SECRET: 'one secret for both processes of this suite' };
    processes = await Promise.all(['first', 'second'].map((name) => cluster.start(name, secret, [AuthModule])));
  });
  afterAll(() => cluster.close());

  it('has one child when 20 requests bring it to two processes in the same instant, and the child lives', async () => {
    const [first, second] = processes.map((process) => process.get(SessionsService)) as [
      SessionsService,
      SessionsService,
    ];
    const account = await processes[0]!.get(UsersService).register('ann@example.org', 'a quiet brush on paper', 'Ann');
    const { refreshToken } = await first.open(account);
    const requests = Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? first : second).refresh(refreshToken));
    const outcomes = await Promise.allSettled(requests);
    const children = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    const refusals = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason.code] : []));
    expect(children).toHaveLength(1);
    expect(refusals).toEqual(Array.from({ length: 19 }, () => 'CONFLICT'));
    const { tokens } = children[0]!;
    const claims = processes[1]!.get(AccessTokensService).verify(tokens.accessToken);
    expect(await second.findAccount(claims!)).toMatchObject({ email: 'ann@example.org' });
    expect((await second.refresh(tokens.refreshToken)).user.id).toBe(account.id);
  });
});
