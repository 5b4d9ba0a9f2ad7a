import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningApplication, startApplication } from '../support/application.js';

const SECRET = 'first secret not in use anywhere else';
const NEXT_SECRET = 'second secret not in use anywhere else';

describe('tokens', () => {
  let app: RunningApplication;
  let dataDir: string;
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'artwork-mapping-tokens-'));
    app = await startApplication({ dataDir, env: { JWT_SECRET: SECRET } });
  });
  afterAll(async () => {
    await app.stop();
    await rm(dataDir, { recursive: true });
  });

  const me = async (accessToken: string) => (await app.api('/auth/me', { as: { accessToken } })).status;
  const refresh = (refreshToken: string) => app.api('/auth/refresh', { json: { refreshToken } });

  describe('an access token is refused', () => {
    let header: Record<string, unknown>;
    let claims: Record<string, unknown>;
    beforeAll(async () => {
      const { accessToken } = await app.signUp();
      [header, claims] = accessToken
        .split('.')
        .slice(0, 2)
        .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>) as [
        Record<string, unknown>,
        Record<string, unknown>,
      ];
    });

    it('unless it is as the service itself signs them', async () => {
      expect(await me(hmacToken(header, claims))).toBe(200);
    });

    const hour = 3600;
    const now = () => Math.floor(Date.now() / 1000);
    it.each<[string, () => string]>([
      ['unsigned', () => `${encode({ ...header, alg: 'none' })}.${encode(claims)}.`],
      ['signed with HS384', () => hmacToken({ ...header, alg: 'HS384' }, claims, 'sha384')],
      ['signed with HS512', () => hmacToken({ ...header, alg: 'HS512' }, claims, 'sha512')],
      ['signed with RS256', () => rsaToken({ ...header, alg: 'RS256' }, claims)],
      ['with a key of its own choice', () => hmacToken({ ...header, kid: 'x', jku: `${app.url}/keys` }, claims)],
      ['without the name of its key', () => hmacToken({ ...header, kid: undefined }, claims)],
      ['of another type', () => hmacToken({ ...header, typ: 'JWT' }, claims)],
      ['signed with another secret', () => hmacToken(header, claims, 'sha256', NEXT_SECRET)],
      ['of another issuer', () => hmacToken(header, { ...claims, iss: 'someone-else' })],
      ['for another audience', () => hmacToken(header, { ...claims, aud: 'another-api' })],
      ['that has expired', () => hmacToken(header, { ...claims, iat: now() - hour, exp: now() - 1 })],
      ['that never expires', () => hmacToken(header, { ...claims, exp: undefined })],
      ['of no session', () => hmacToken(header, { ...claims, sid: undefined })],
      ['of an unknown session', () => hmacToken(header, { ...claims, sid: '66f0c2a4d1b2c3e4f5a6b7c8' })],
      ['of another user', () => hmacToken(header, { ...claims, sub: '66f0c2a4d1b2c3e4f5a6b7c8' })],
      ['with a query operator', () => hmacToken(header, { ...claims, sub: { $gt: '' } })],
      ['cut short', () => hmacToken(header, claims).slice(0, -2)],
      ['that is none', () => 'a.b.c'],
    ])('%s', async (_name, token) => {
      expect(await me(token())).toBe(401);
    });
  });

  it('is missing: 401', async () => {
    const { status, headers, body } = await app.api('/auth/me');
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toBe('Bearer');
    expect(body.code).toBe('UNAUTHENTICATED');
  });

  it('serve for one purpose each', async () => {
    const { accessToken, refreshToken } = await app.signUp();
    expect(await me(refreshToken)).toBe(401);
    expect((await refresh(accessToken)).status).toBe(401);
  });

  it('are exchanged by a refresh', async () => {
    const artist = await app.signUp();
    const { status, body } = await refresh(artist.refreshToken);
    expect(status).toBe(200);
    expect(body.user.id).toBe(artist.id);
    expect(body.refreshToken).not.toBe(artist.refreshToken);
    expect(await me(body.accessToken)).toBe(200);
    expect((await refresh(body.refreshToken)).status).toBe(200);
  });

  it('end with their session when an old refresh token is used again', async () => {
    const { refreshToken } = await app.signUp();
    const newest = (await refresh(refreshToken)).body;
    const reuse = await refresh(refreshToken);
    expect(reuse.status).toBe(401);
    expect(reuse.body.code).toBe('REFRESH_TOKEN_REUSED');
    expect((await refresh(newest.refreshToken)).status).toBe(401);
    expect(await me(newest.accessToken)).toBe(401);
  });

  it('end with their session when a much older refresh token is used again', async () => {
    const first = await app.signUp();
    const second = (await refresh(first.refreshToken)).body;
    const third = (await refresh(second.refreshToken)).body;
    expect((await refresh(first.refreshToken)).body.code).toBe('REFRESH_TOKEN_REUSED');
    expect((await refresh(third.refreshToken)).status).toBe(401);
  });

  it('do not end by a guessed refresh token', async () => {
    const { accessToken, refreshToken } = await app.signUp();
    const [session, family, secret] = refreshToken.split('.') as [string, string, string];
    expect((await refresh(`${session}.${'A'.repeat(family.length)}.${secret}`)).status).toBe(401);
    expect((await refresh(`${session}.${'A'.repeat(family.length)}.${'A'.repeat(secret.length)}`)).status).toBe(401);
    expect(await me(accessToken)).toBe(200);
  });

  it('outlive an exchange of the key while the old one is still named', async () => {
    const { accessToken, refreshToken } = await app.signUp();
    await app.stop();
    app = await startApplication({ dataDir, env: { JWT_SECRET: NEXT_SECRET, JWT_PREVIOUS_SECRETS: SECRET } });
    expect(await me(accessToken)).toBe(200);
    const { accessToken: next } = (await refresh(refreshToken)).body;
    expect(await me(next)).toBe(200);
    const keyOf = (token: string) =>
      JSON.parse(Buffer.from(token.split('.')[0]!, 'base64url').toString()).kid as string;
    expect(keyOf(next)).not.toBe(keyOf(accessToken));
  });
});

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

function hmacToken(header: object, claims: object, hash = 'sha256', secret = SECRET): string {
  const content = `${encode(header)}.${encode(claims)}`;
  return `${content}.${createHmac(hash, secret).update(content).digest('base64url')}`;
}

function rsaToken(header: object, claims: object): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const content = `${encode(header)}.${encode(claims)}`;
  return `${content}.${sign('sha256', Buffer.from(content), privateKey).toString('base64url')}`;
}
