import { type Answer, type Application, OPERATOR, startApplication } from '../support/application.js';
import { sharedApplication } from '../support/shared-application.js';

describe('the session of the web application', () => {
  let app: Application;
  beforeAll(async () => (app = await sharedApplication()));

  const SAME_ORIGIN = { 'sec-fetch-site': 'same-origin' };
  const call = (operation: string, cookie = '', json?: unknown, headers: Record<string, string> = SAME_ORIGIN) =>
    app.api(`/auth/web/${operation}`, { method: 'POST', json, headers: { ...headers, ...(cookie && { cookie }) } });
  const signIn = () => call('login', '', OPERATOR);
  const cookieOf = ({ headers }: Answer) => (headers.get('set-cookie') ?? '').split(';')[0]!;

  it('keeps the refresh token in a cookie that no script and no other site can use', async () => {
    const answer = await signIn();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.body).toEqual({
      user: expect.objectContaining({ email: OPERATOR.email }),
      accessToken: expect.any(String),
      expiresIn: 900,
    });
    const attributes = answer.headers.get('set-cookie')!.split('; ').slice(1);
    expect(attributes).toEqual(
      expect.arrayContaining(['HttpOnly', 'SameSite=Strict', 'Path=/api/v1/auth/web', `Max-Age=${30 * 86_400}`]),
    );
    expect(attributes).not.toContain('Secure');
  });

  it('marks the cookie Secure where clients reach the service by https', async () => {
    const behindProxy = await startApplication({ env: { PUBLIC_URL: 'https://mapping.example.org' } });
    try {
      const { headers } = await behindProxy.api('/auth/web/login', { json: OPERATOR, headers: SAME_ORIGIN });
      expect(headers.get('set-cookie')).toContain('; Secure');
    } finally {
      await behindProxy.stop();
    }
  });

  it('registers an artist', async () => {
    const answer = await call('register', '', { email: 'visitor@example.org', password: 'a quiet brush on paper' });
    expect(answer.status).toBe(201);
    expect(answer.body.user.role).toBe('artist');
    expect((await call('refresh', cookieOf(answer))).status).toBe(200);
  });

  it('exchanges the cookie once; a copy of an old one ends the session', async () => {
    const first = await signIn();
    const second = await call('refresh', cookieOf(first));
    expect(second.status).toBe(200);
    expect(cookieOf(second)).not.toBe(cookieOf(first));
    const stolen = await call('refresh', cookieOf(first));
    expect(stolen.body.code).toBe('REFRESH_TOKEN_REUSED');
    expect(stolen.headers.get('set-cookie')).toMatch(/^refresh_token=;.*Expires=Thu, 01 Jan 1970/);
    expect((await call('refresh', cookieOf(second))).status).toBe(401);
  });

  it('says so where no cookie, or nonsense, comes', async () => {
    for (const cookie of ['', 'refresh_token=', 'refresh_token=%E0%A4%A', 'refresh_token=abc; other=1']) {
      const { status, body } = await call('refresh', cookie);
      expect([status, body.code]).toEqual([401, 'UNAUTHENTICATED']);
    }
  });

  it('signs out: cookie and access token serve no more', async () => {
    const answer = await signIn();
    const out = await call('logout', cookieOf(answer));
    expect(out.status).toBe(204);
    expect(out.headers.get('set-cookie')).toContain('Expires=Thu, 01 Jan 1970');
    expect((await call('refresh', cookieOf(answer))).status).toBe(401);
    expect((await app.api('/auth/me', { as: answer.body })).status).toBe(401);
  });

  it('refuses requests that another origin makes a browser send', async () => {
    const cookie = cookieOf(await signIn());
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
    ] as Record<string, string>[]) {
      for (const operation of ['refresh', 'logout']) {
        expect((await call(operation, cookie, undefined, headers)).status).toBe(403);
      }
    }
    expect((await call('refresh', cookie, undefined, { origin: app.url })).status).toBe(200);
  });
});
