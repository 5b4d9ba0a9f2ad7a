import { type Account, type RunningApplication, startApplication } from '../support/application.js';

const UNKNOWN_ID = '66f0c2a4d1b2c3e4f5a6b7c8';

describe('users', () => {
  let app: RunningApplication;
  let operator: Account;
  let artist: Account;
  beforeAll(async () => {
    app = await startApplication();
    [operator, artist] = await Promise.all([app.operator(), app.signUp()]);
  });
  afterAll(() => app.stop());

  const change = (id: string, json: unknown, as: Account = operator) =>
    app.api(`/users/${id}`, { method: 'PATCH', as, json });
  const signUpOperator = async () => {
    const account = await app.signUp();
    expect((await change(account.id, { role: 'operator' })).status).toBe(200);
    return account;
  };

  describe('are for operators alone', () => {
    it.each<[string, string, unknown]>([
      ['GET', '/users', undefined],
      ['GET', '/users/OWN', undefined],
      ['GET', `/users/${UNKNOWN_ID}`, undefined],
      ['PATCH', '/users/OWN', { role: 'operator' }],
      ['PATCH', '/users/OPERATOR', { status: 'disabled' }],
      ['PATCH', '/users/OWN', { owner: true }],
    ])('%s %s', async (method, path, json) => {
      const target = path.replace('OWN', artist.id).replace('OPERATOR', operator.id);
      const body = json === undefined ? {} : { json };
      expect((await app.api(target, { method, ...body })).status).toBe(401);
      expect((await app.api(target, { method, as: artist, ...body })).status).toBe(403);
    });
  });

  it('are listed in pages, in the wanted order', async () => {
    const emails = ['claude1@paris.example', 'Claude2@paris.example', 'claude3@paris.example'];
    for (const email of emails) await app.signUp(email);
    const list = async (query: string) => {
      const { status, body } = await app.api(`/users?search=PARIS&${query}`, { as: operator });
      expect(status).toBe(200);
      return body;
    };
    const emailsOf = (page: { items: { email: string }[] }) => page.items.map(({ email }) => email);
    expect(emailsOf(await list(''))).toEqual(emails.toReversed());
    expect(emailsOf(await list('sort=email'))).toEqual(emails);
    expect(emailsOf(await list('sort=-email'))).toEqual(emails.toReversed());
    const second = await list('sort=createdAt&perPage=2&page=2');
    expect(second).toMatchObject({ total: 3, page: 2, perPage: 2 });
    expect(emailsOf(second)).toEqual(emails.slice(2));
  });

  it('are found by part of the address or the name, its signs taken as they are', async () => {
    const json = { email: 'paul@example.org', password: 'a quiet brush on rice paper', name: 'Paul (a+)+$ Cézanne' };
    const { body } = await app.api('/auth/register', { json });
    const search = async (text: string) => {
      const answer = await app.api(`/users?search=${encodeURIComponent(text)}`, { as: operator });
      expect(answer.status).toBe(200);
      return answer.body.items.map((user: { id: string }) => user.id);
    };
    for (const text of ['PAUL@', 'cÉZANNE', '(a+)+$', 'Paul']) expect(await search(text)).toEqual([body.user.id]);
    expect(await search('.*')).toEqual([]);
  });

  it('are filtered by role and status', async () => {
    const disabled = await app.signUp();
    await change(disabled.id, { status: 'disabled' });
    const byStatus = (await app.api('/users?status=disabled', { as: operator })).body;
    expect(byStatus.items.map((user: { id: string }) => user.id)).toEqual([disabled.id]);
    const byRole = (await app.api('/users?role=operator&status=active', { as: operator })).body;
    expect(byRole.items.map((user: { id: string }) => user.id)).toContain(operator.id);
    expect(byRole.items.every((user: { role: string }) => user.role === 'operator')).toBe(true);
  });

  it.each([
    'sort=passwordHash',
    'passwordHash=x',
    'role[$ne]=artist',
    'role=artist&role=operator',
    'search[$regex]=.*',
    'search=',
    `search=${'a'.repeat(101)}`,
    'page=0',
    'page=NaN',
    'perPage=101',
    'status=unknown',
  ])('are not listed by %s', async (query) => {
    const { status, body } = await app.api(`/users?${query}`, { as: operator });
    expect(status).toBe(422);
    expect(body.errors[0].pointer).toMatch(/^\/query\//);
  });

  it('never show what signing in needs', async () => {
    const one = (await app.api(`/users/${artist.id}`, { as: operator })).body;
    expect(Object.keys(one).toSorted()).toEqual(['createdAt', 'email', 'id', 'name', 'role', 'status']);
    const { items } = (await app.api('/users', { as: operator })).body;
    for (const user of items) expect(Object.keys(user).toSorted()).toEqual(Object.keys(one).toSorted());
  });

  it('answers 404 for an unknown id and for what is none', async () => {
    expect((await app.api(`/users/${UNKNOWN_ID}`, { as: operator })).status).toBe(404);
    expect((await change(UNKNOWN_ID, { role: 'artist' })).status).toBe(404);
    expect((await app.api('/users/$ne', { as: operator })).status).toBe(404);
  });

  it.each([
    [{}],
    [{ role: 'owner' }],
    [{ status: null }],
    [{ role: { $ne: 'artist' } }],
    [{ role: 'artist', email: 'x@example.org' }],
    [{ passwordHash: 'x' }],
    [[]],
  ])('are not changed by %j', async (json) => {
    const { status } = await change(artist.id, json);
    expect(status).toBe(422);
    expect((await app.api(`/users/${artist.id}`, { as: operator })).body).toMatchObject({
      role: 'artist',
      status: 'active',
    });
  });

  it('are out at once when disabled, and must sign in again when enabled', async () => {
    const { id, email, password, accessToken, refreshToken } = await app.signUp();
    const me = async () => (await app.api('/auth/me', { as: { accessToken } })).status;
    const login = () => app.api('/auth/login', { json: { email, password } });
    expect((await change(id, { status: 'disabled' })).body.status).toBe('disabled');
    expect(await me()).toBe(401);
    expect((await app.api('/auth/refresh', { json: { refreshToken } })).status).toBe(401);
    expect((await login()).body.code).toBe('ACCOUNT_DISABLED');
    expect((await app.api('/auth/login', { json: { email, password: 'wrong password' } })).body.code).toBe(
      'CREDENTIALS_WRONG',
    );
    expect((await change(id, { status: 'active' })).status).toBe(200);
    expect(await me()).toBe(401);
    expect((await login()).status).toBe(200);
  });

  it('get and lose the rights of an operator at once', async () => {
    const account = await app.signUp();
    const list = async () => (await app.api('/users', { as: account })).status;
    expect(await list()).toBe(403);
    await change(account.id, { role: 'operator' });
    expect(await list()).toBe(200);
    await change(account.id, { role: 'artist' });
    expect(await list()).toBe(403);
  });

  describe('keep an operator', () => {
    const activeOperators = async (as: Account) =>
      (await app.api('/users?role=operator&status=active', { as })).body.items as { id: string }[];

    it.each([[{ role: 'artist' }], [{ status: 'disabled' }], [{ role: 'artist', status: 'disabled' }]])(
      'who is the last one and asks for %j',
      async (json) => {
        const { status, body } = await change(operator.id, json);
        expect(status).toBe(409);
        expect(body.code).toBe('LAST_OPERATOR');
        expect(await activeOperators(operator)).toHaveLength(1);
      },
    );

    it('not counting a disabled one', async () => {
      const second = await signUpOperator();
      await change(second.id, { status: 'disabled' });
      expect((await change(operator.id, { role: 'artist' })).body.code).toBe('LAST_OPERATOR');
      await change(second.id, { role: 'artist' });
    });

    it('when all take one another away at the same time', async () => {
      const operators = [operator, ...(await Promise.all(Array.from({ length: 5 }, signUpOperator)))];
      const answers = await Promise.all(
        operators.map(({ id }, index) =>
          change(id, index % 2 ? { role: 'artist' } : { status: 'disabled' }, operators[(index + 1) % 6]),
        ),
      );
      for (const { status } of answers) expect([200, 401, 403, 409]).toContain(status);
      const logins = await Promise.all(
        operators.map(({ email, password }) => app.api('/auth/login', { json: { email, password } })),
      );
      const remaining = logins.filter(({ status, body }) => status === 200 && body.user.role === 'operator');
      expect(remaining.length).toBeGreaterThanOrEqual(1);
      const removed = answers.filter(({ status }) => status === 200).length;
      expect(remaining.length + removed).toBe(operators.length);
    });
  });
});
