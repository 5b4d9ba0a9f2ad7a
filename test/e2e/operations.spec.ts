import { randomUUID } from 'node:crypto';
import type { Account, Application } from '../support/application.js';
import { sharedApplication } from '../support/shared-application.js';

describe('what operators see and do', () => {
  let app: Application;
  let operator: Account;
  let artist: Account;
  beforeAll(async () => {
    app = await sharedApplication();
    operator = await app.operator();
    artist = await app.signUp();
  });

  it('keeps figures, settings and accounts from artists', async () => {
    for (const path of ['/stats', '/settings', '/users']) {
      expect((await app.api(path, { as: artist })).status).toBe(403);
      expect((await app.api(path)).status).toBe(401);
    }
    const json = { email: 'x@example.org', password: 'a quiet brush on paper' };
    expect((await app.api('/users', { as: artist, json })).status).toBe(403);
    expect((await app.api(`/users/${operator.id}/sign-out`, { as: artist, method: 'POST' })).status).toBe(403);
  });

  it('shows the queue, the window in equal parts, and every dependency', async () => {
    for (const [window, parts] of [
      ['1h', 12],
      ['24h', 24],
      ['7d', 28],
    ] as const) {
      const { status, body } = await app.api(`/stats?window=${window}`, { as: operator });
      expect(status).toBe(200);
      expect(body.buckets).toHaveLength(parts);
      expect(body).toMatchObject({ window, sampled: false, durations: {}, rendersPerMinute: expect.any(Number) });
      expect(body.queue.workers).toEqual([expect.objectContaining({ alive: true })]);
      expect(body.readiness.dependencies).toMatchObject({ database: { status: 'up' }, storage: { status: 'up' } });
      const bytes = expect.any(Number) as number;
      expect(body.storage).toEqual({ artworks: bytes, baseImages: bytes, results: bytes });
    }
    expect((await app.api('/stats?window=2h', { as: operator })).status).toBe(422);
  });

  it('counts a paper that was made', async () => {
    const succeeded = async (): Promise<number> => {
      const { body } = await app.api('/stats?window=7d', { as: operator });
      expect(body.ai).toEqual({ asked: 0, served: 0, fallback: 0, failed: 0 });
      return body.buckets.reduce((sum: number, bucket: { succeeded: number }) => sum + bucket.succeeded, 0);
    };
    const before = await succeeded();
    const json = { style: 'crumpled', seed: 7, width: 256, height: 256 };
    const made = await app.api('/base-images/generate', { as: artist, json, headers: { prefer: 'wait=30' } });
    expect(made.body.state).toBe('ready');
    expect(await succeeded()).toBe(before + 1);
  });

  it('shows what is in use, and no secret', async () => {
    const { status, body } = await app.api('/settings', { as: operator });
    expect(status).toBe(200);
    expect(body.adapters).toMatchObject({ database: 'embedded', storage: 'local' });
    expect(body.limits.accessTokenSeconds).toBe(900);
    expect(JSON.stringify(body)).not.toMatch(/secret|password|\/tmp/i);
  });

  it('creates an operator, who can sign in', async () => {
    const json = { email: `second-${randomUUID()}@example.org`, password: 'a quiet brush on paper', name: 'Second' };
    const created = await app.api('/users', { as: operator, json });
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({ role: 'operator', email: json.email });
    expect((await app.api('/users', { as: operator, json })).body.code).toBe('EMAIL_TAKEN');
    const { email, password } = json;
    expect((await app.api('/auth/login', { json: { email, password } })).body.user.role).toBe('operator');
  });

  it('ends all sessions of a user, and no other', async () => {
    const victim = await app.signUp();
    const out = await app.api(`/users/${victim.id}/sign-out`, { as: operator, method: 'POST' });
    expect(out.status).toBe(204);
    expect((await app.api('/auth/me', { as: victim })).status).toBe(401);
    expect((await app.api('/auth/refresh', { json: { refreshToken: victim.refreshToken } })).status).toBe(401);
    expect((await app.api('/auth/me', { as: artist })).status).toBe(200);
    const nobody = await app.api(`/users/${'0'.repeat(24)}/sign-out`, { as: operator, method: 'POST' });
    expect(nobody.status).toBe(404);
  });

  it("lists everybody's artworks and mappings for operators alone", async () => {
    for (const path of ['/artworks', '/mappings']) {
      for (const owner of ['any', artist.id]) {
        expect((await app.api(`${path}?ownerId=${owner}`, { as: operator })).status).toBe(200);
      }
      for (const owner of ['any', operator.id]) {
        expect((await app.api(`${path}?ownerId=${owner}`, { as: artist })).status).toBe(403);
      }
      expect((await app.api(`${path}?ownerId=${artist.id}`, { as: artist })).status).toBe(200);
    }
  });
});
