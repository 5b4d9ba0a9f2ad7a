import { type RunningApplication, startApplication } from '../support/application.js';
import { breadth } from '../support/breadth.js';

/** Of one account from one address; each costs a password's work. */
const SIGN_INS = breadth(2, 4);
/** From one address whatever the accounts, and on one account from many addresses. */
const OF_MANY = 5 * SIGN_INS;

const from = (address: string) => ({ 'x-forwarded-for': address });

describe('sign-in attempts', () => {
  let app: RunningApplication;
  beforeAll(
    async () =>
      (app = await startApplication({ env: { SIGN_INS_PER_MINUTE: String(SIGN_INS), TRUST_PROXY_HOPS: '1' } })),
  );
  afterAll(() => app.stop());

  const login = (email: string, password: string, address: string, path = '/auth/login') =>
    app.api(path, { json: { email, password }, headers: from(address) });
  const register = async (email: string, address: string) => {
    const password = 'a quiet brush on rice paper';
    expect((await app.api('/auth/register', { json: { email, password }, headers: from(address) })).status).toBe(201);
    return { email, password };
  };

  it('on one account are limited, whatever the spelling of request, account and address', async () => {
    const { email, password } = await register('gustave@example.org', '192.0.2.1');
    const spellings = ['198.51.100.7', '::ffff:198.51.100.7', '198.51.100.7:1234', ' 198.51.100.7 '];
    for (const address of spellings.slice(0, SIGN_INS)) {
      expect((await login(email, 'wrong password', address)).status).toBe(401);
    }
    const tricks: [string, string, string][] = [
      ['198.51.100.7:4321', email, '/auth/login'],
      ['203.0.113.5, 198.51.100.7', email.toUpperCase(), '/auth/login'],
      ['10.0.0.1, 203.0.113.6, 198.51.100.7:80', email, '/auth/login/'],
      ['198.51.100.7', 'Gustave@Example.ORG', '/auth/LOGIN'],
    ];
    for (const [address, spelling, path] of tricks) {
      const { status, headers, body } = await login(spelling, password, address, path);
      expect(status).toBe(429);
      expect(body.code).toBe('TOO_MANY_REQUESTS');
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
      expect(Number(headers.get('retry-after'))).toBeLessThanOrEqual(60);
    }
    const withMore = { email, password, padding: 'x' };
    expect((await app.api('/auth/login', { json: withMore, headers: from('198.51.100.7') })).status).toBe(429);
  });

  it('from one address are limited, whatever the accounts', async () => {
    const statuses = [];
    for (let index = 0; index <= OF_MANY; index += 1) {
      statuses.push((await login(`guess${index}@example.org`, 'wrong password', '2001:db8:0:1::1')).status);
    }
    expect(statuses).toEqual([...Array.from({ length: OF_MANY }, () => 401), 429]);
    const sameSubnet = await login('guess99@example.org', 'wrong password', '[2001:db8:0:1:ffff::2]:443');
    expect(sameSubnet.status).toBe(429);
    expect((await login('guess99@example.org', 'wrong password', '2001:db8:0:2::1')).status).toBe(401);
  });

  it('by strangers from many addresses are limited, and do not lock the owner out', async () => {
    const { email, password } = await register('camille@example.org', '192.0.2.2');
    const attack = async (index: number) => (await login(email, 'wrong password', `198.18.0.${index}`)).status;
    const statuses = await Promise.all(Array.from({ length: OF_MANY + 30 }, (_, index) => attack(index)));
    expect(statuses.filter((status) => status === 401)).toHaveLength(OF_MANY);
    expect(statuses.filter((status) => status === 429)).toHaveLength(30);
    expect((await login(email, password, '192.0.2.2')).status).toBe(200);
  });

  it('at an unknown account are limited alike', async () => {
    const statuses = [];
    for (let index = 0; index <= SIGN_INS; index += 1) {
      statuses.push((await login('nobody@example.org', 'wrong password', '198.51.100.9')).status);
    }
    expect(statuses).toEqual([...Array.from({ length: SIGN_INS }, () => 401), 429]);
  });

  it('of a refresh kind stay free of these limits', async () => {
    const { email, password } = await register('rosa@example.org', '192.0.2.3');
    let { refreshToken } = (await login(email, password, '192.0.2.3')).body;
    for (let index = 0; index < 6; index += 1) {
      const { status, body } = await app.api('/auth/refresh', { json: { refreshToken }, headers: from('192.0.2.3') });
      expect(status).toBe(200);
      refreshToken = body.refreshToken;
    }
  });
});

describe('requests', () => {
  let app: RunningApplication;
  beforeAll(async () => (app = await startApplication({ env: { REQUESTS_PER_MINUTE: '12' } })));
  afterAll(() => app.stop());

  it('are counted by account', async () => {
    const [first, second] = [await app.signUp(), await app.signUp()];
    const me = (as: typeof first) => app.api('/auth/me', { as });
    for (let index = 0; index < 12; index += 1) {
      const { status, headers } = await me(first);
      expect(status).toBe(200);
      expect(headers.get('ratelimit-limit')).toBe('12');
      expect(headers.get('ratelimit-remaining')).toBe(String(11 - index));
      expect(Number(headers.get('ratelimit-reset'))).toBeLessThanOrEqual(60);
    }
    const refused = await me(first);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(refused.headers.get('ratelimit-remaining')).toBe('0');
    expect(refused.headers.get('retry-after')).toMatch(/^\d+$/);
    expect((await me(second)).status).toBe(200);
  });

  it('are counted by account, whichever of its keys they are signed with; a new one’s first is by address', async () => {
    const artist = await app.signUp();
    const keys = [];
    for (const name of ['a', 'b']) keys.push((await app.api('/api-keys', { as: artist, json: { name } })).body.key);
    const me = (accessToken: string) => app.api('/auth/me', { as: { accessToken } });
    for (const key of keys) expect((await me(key)).status).toBe(200);
    const statuses = [];
    for (let index = 0; index < 11; index += 1) statuses.push((await me(keys[index % 2])).status);
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 200), 429]);
    expect((await me(artist.accessToken)).status).toBe(429);
  });

  it('are counted by address where no genuine token comes with them; without a proxy no header names it', async () => {
    const statuses = [];
    for (let index = 0; index < 13; index += 1) {
      const as = { accessToken: `token${index}` };
      statuses.push((await app.api('/auth/me', { as, headers: from(`192.0.2.${index}`) })).status);
    }
    expect(new Set(statuses)).toEqual(new Set([401, 429]));
    expect(statuses.at(-1)).toBe(429);
  });

  it('of probes are not limited', async () => {
    for (let index = 0; index < 20; index += 1) expect((await app.api('//health/live')).status).toBe(200);
  });
});
