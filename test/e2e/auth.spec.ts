import { type Account, type Application, OPERATOR } from '../support/application.js';
import { breadth } from '../support/breadth.js';
import { processorSeconds } from '../support/processor-time.js';
import { sharedApplication } from '../support/shared-application.js';

/** Registrations of one address. */
const AT_ONCE = breadth(5, 20);

describe('signing in', () => {
  let app: Application;
  beforeAll(async () => (app = await sharedApplication()));

  const login = (email: string, password: string) => app.api('/auth/login', { json: { email, password } });
  const me = (as: { accessToken: string }) => app.api('/auth/me', { as });
  const refresh = (refreshToken: string) => app.api('/auth/refresh', { json: { refreshToken } });

  it('registers an artist, who is signed in at once', async () => {
    const json = { email: 'Berthe@Example.org', password: 'a quiet brush on rice paper', name: 'Berthe' };
    const { status, headers, body } = await app.api('/auth/register', { json });
    expect(status).toBe(201);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toEqual({
      user: {
        id: expect.stringMatching(/^[0-9a-f]{24}$/),
        email: 'Berthe@Example.org',
        name: 'Berthe',
        role: 'artist',
        status: 'active',
        createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      },
      accessToken: expect.any(String),
      refreshToken: expect.any(String),
      expiresIn: 900,
    });
    expect((await me(body)).body).toEqual(body.user);
  });

  it('takes an address in any case for the same account', async () => {
    const artist = await app.signUp('Edgar@example.org');
    expect((await login('eDGAR@EXAMPLE.ORG', artist.password)).status).toBe(200);
    const again = await app.api('/auth/register', { json: { email: 'EDGAR@example.org', password: 'ten dancers' } });
    expect(again.status).toBe(409);
    expect(again.body.code).toBe('EMAIL_TAKEN');
  });

  it('makes one account of many registrations at the same time, and no operator', async () => {
    const json = { email: 'crowd@example.org', password: 'a quiet brush on rice paper' };
    const operators = async () => (await app.api('/users?role=operator', { as: await app.operator() })).body.total;
    const before = await operators();
    const answers = await Promise.all(Array.from({ length: AT_ONCE }, () => app.api('/auth/register', { json })));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ body }) => body.code === 'EMAIL_TAKEN')).toHaveLength(AT_ONCE - 1);
    expect(await operators()).toBe(before);
  });

  it('keeps the address of the first operator', async () => {
    const json = { email: OPERATOR.email.toUpperCase(), password: 'a quiet brush on rice paper' };
    expect((await app.api('/auth/register', { json })).body.code).toBe('EMAIL_TAKEN');
  });

  it('answers a wrong password and an unknown address alike', async () => {
    const { email } = await app.signUp();
    const [known, unknown] = await Promise.all([
      login(email, 'not the password'),
      login('nobody@example.org', 'not the password'),
    ]);
    expect(known.status).toBe(401);
    expect(unknown.status).toBe(401);
    expect({ ...known.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' });
    expect(known.headers.get('www-authenticate')).toBe('Bearer');
  });

  it('works as hard for an unknown address as for a wrong password', async () => {
    const { email } = await app.signUp();
    const work = async (addresses: readonly string[]) => {
      const before = processorSeconds(app);
      for (const address of addresses) await login(address, 'not the password');
      return processorSeconds(app) - before;
    };
    const rounds = Array.from({ length: breadth(4, 8) }, (_, round) => round);
    const known = await work(rounds.map(() => email));
    const unknown = await work(rounds.map((round) => `nobody${round}@example.org`));
    expect(unknown / known).toBeGreaterThan(0.6);
    expect(unknown / known).toBeLessThan(1.6);
  });

  it('tells passwords beyond 72 bytes apart', async () => {
    const password = `${'é'.repeat(36)}Z`;
    const json = { email: 'accents@example.org', password };
    expect((await app.api('/auth/register', { json })).status).toBe(201);
    expect((await login(json.email, `${'é'.repeat(36)}Q`)).status).toBe(401);
    expect((await login(json.email, password)).status).toBe(200);
  });

  it('ends access and refresh tokens at sign-out', async () => {
    const artist = await app.signUp();
    const elsewhere = (await login(artist.email, artist.password)).body as Account;
    const { status } = await app.api('/auth/logout', { method: 'POST', as: artist });
    expect(status).toBe(204);
    expect((await me(artist)).status).toBe(401);
    expect((await refresh(artist.refreshToken)).status).toBe(401);
    expect((await me(elsewhere)).status).toBe(200);
  });

  it('ends the session of a refresh token given at sign-out, if it is the same user', async () => {
    const artist = await app.signUp();
    const other = await app.signUp();
    const elsewhere = (await login(artist.email, artist.password)).body as Account;
    for (const { refreshToken } of [elsewhere, other]) {
      const session = (await login(artist.email, artist.password)).body as Account;
      const { status } = await app.api('/auth/logout', { as: session, json: { refreshToken } });
      expect(status).toBe(204);
    }
    expect((await me(elsewhere)).status).toBe(401);
    expect((await me(other)).status).toBe(200);
  });

  it('changes the password and ends the other sessions', async () => {
    const artist = await app.signUp();
    const elsewhere = (await login(artist.email, artist.password)).body as Account;
    const json = { currentPassword: artist.password, newPassword: 'another brush on rice paper' };
    expect((await app.api('/auth/change-password', { as: artist, json })).status).toBe(204);
    expect((await me(elsewhere)).status).toBe(401);
    expect((await refresh(elsewhere.refreshToken)).status).toBe(401);
    expect((await me(artist)).status).toBe(200);
    expect((await refresh(artist.refreshToken)).status).toBe(200);
    expect((await login(artist.email, artist.password)).status).toBe(401);
    expect((await login(artist.email, json.newPassword)).status).toBe(200);
  });

  it('refuses to change the password without the current one', async () => {
    const artist = await app.signUp();
    const json = { currentPassword: 'not the password', newPassword: 'another brush on rice paper' };
    const { status, body } = await app.api('/auth/change-password', { as: artist, json });
    expect(status).toBe(422);
    expect(body.errors).toEqual([{ pointer: '/currentPassword', detail: expect.any(String) }]);
    expect((await login(artist.email, artist.password)).status).toBe(200);
  });

  describe('refuses to register', () => {
    const good = { email: 'good@example.org', password: 'a quiet brush on rice paper' };
    it.each([
      ['a role', { ...good, role: 'operator' }, '/role'],
      ['a status', { ...good, status: 'active' }, '/status'],
      ['an id', { ...good, _id: '66f0c2a4d1b2c3e4f5a6b7c8' }, '/_id'],
      ['a query operator as address', { ...good, email: { $gt: '' } }, '/email'],
      ['a query operator as password', { ...good, password: { $ne: null } }, '/password'],
      ['a list of addresses', { ...good, email: ['a@example.org'] }, '/email'],
      ['no address', { password: good.password }, '/email'],
      ['something that is no address', { ...good, email: 'good.example.org' }, '/email'],
      ['an address with a line break', { ...good, email: 'good@example.org\r\nBcc: x@example.org' }, '/email'],
      ['a long address', { ...good, email: `${'a'.repeat(250)}@example.org` }, '/email'],
      ['a short password', { ...good, password: 'brush 123' }, '/password'],
      ['a long password', { ...good, password: 'b'.repeat(257) }, '/password'],
      ['a name of blanks', { ...good, name: '  ' }, '/name'],
      ['a name with NUL', { ...good, name: 'Ber\u0000the' }, '/name'],
      ['a long name', { ...good, name: 'n'.repeat(101) }, '/name'],
    ])('%s', async (_name, json, pointer) => {
      const { status, body } = await app.api('/auth/register', { json });
      expect(status).toBe(422);
      expect(body.errors.map((error: { pointer: string }) => error.pointer)).toEqual([pointer]);
    });

    it('leaving nothing behind', async () => {
      expect((await login(good.email, good.password)).status).toBe(401);
    });
  });

  it.each([
    ['login', { email: { $ne: null }, password: { $ne: null } }],
    ['login', { email: 'a@example.org', password: ['x'] }],
    ['login', { email: 'a@example.org', password: 'x', $where: '1' }],
    ['refresh', { refreshToken: { $gt: '' } }],
    ['refresh', []],
    ['login', null],
  ])('refuses query operators and wrong types at %s: %j', async (operation, json) => {
    const { status } = await app.api(`/auth/${operation}`, { json });
    expect([400, 422]).toContain(status);
  });

  it('leaves prototypes alone', async () => {
    const response = await app.request('/auth/login', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
    });
    expect(response.status).toBe(422);
    const raw =
      '{"email":"a@example.org","password":"x","__proto__":{"role":"operator"},"constructor":{"prototype":{}}}';
    const polluted = await fetch(`${app.url}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: raw,
    });
    expect(polluted.status).toBe(422);
  });

  it('keeps passwords and tokens out of its log', async () => {
    const artist = await app.signUp('canary@example.org');
    await login(artist.email, 'canary-password');
    await refresh(artist.refreshToken);
    for (const secret of [artist.password, 'canary-password', artist.accessToken, artist.refreshToken]) {
      expect(app.output).not.toContain(secret);
    }
  });
});
